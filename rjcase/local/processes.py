"""RJCase's own processes: one table for `./rj run`, for the containers and for a unit file.

`{home}` is the folder for state and `{bind}` the address of the web server.
"""

import signal
from dataclasses import dataclass


@dataclass(frozen=True)
class Process:
    """A command that keeps running, and the variable that names its database role.

    `orphan_signal` is sent where the supervisor was killed: nothing is left to wait for.
    """

    name: str
    command: tuple[str, ...]
    connects_by: str
    grace: float
    orphan_signal: signal.Signals = signal.SIGTERM

    def arguments(self, *, home: str, bind: str) -> list[str]:
        """The command with its places filled in."""
        return [part.format(home=home, bind=bind) for part in self.command]


WEB = Process(
    "web",
    (
        *("python", "-m", "gunicorn", "rjcase.wsgi", "--bind", "{bind}"),
        *("--worker-class", "gthread", "--workers", "2", "--threads", "4"),
        *("--worker-tmp-dir", "{home}", "--no-control-socket", "--graceful-timeout", "10"),
        *("--max-requests", "5000", "--max-requests-jitter", "500"),
    ),
    connects_by="DATABASE_URL",
    grace=15,
)
WORKER = Process(
    "worker",
    (
        *("python", "-m", "celery", "-A", "rjcase", "worker", "--loglevel", "INFO"),
        *("--concurrency", "2", "--without-gossip", "--without-mingle"),
        *("--include", "rjcase.local.orphans"),
    ),
    connects_by="DATABASE_WORKER_URL",
    grace=20,
    orphan_signal=signal.SIGKILL,
)
BEAT = Process(
    "beat",
    (
        *("python", "-m", "celery", "-A", "rjcase", "beat", "--loglevel", "INFO"),
        *("--schedule", "{home}/beat-schedule", "--pidfile", ""),
    ),
    connects_by="DATABASE_URL",
    grace=10,
)
PROCESSES = (WEB, WORKER, BEAT)

PREPARATIONS = (
    ("python", "manage.py", "migrate", "--noinput"),
    ("python", "manage.py", "load_areas"),
)
"""Before the processes start, as the owner of the tables."""
