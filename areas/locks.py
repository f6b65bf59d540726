"""A lock by name until the end of the transaction, for what has no row yet."""

from __future__ import annotations

from django.db import connection


def try_lock(name: str) -> bool:
    """Take the lock unless somebody holds it; never waits. Two names share one by a chance of one
    in 2**64.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [name])
        (taken,) = cursor.fetchone()
    return bool(taken)
