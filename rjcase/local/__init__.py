"""What `./rj` runs: a private PostgreSQL, a private Valkey, and RJCase's own processes on them.

For a laptop, a trial and the tests. A production installation has servers of its own and starts the
same commands (`rjcase.local.processes`) against them.
"""
