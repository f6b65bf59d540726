"""The `Idempotency-Key` of a request: locked while it is answered, kept with what was answered."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from .actor import Actor

LOCK = """
SELECT pg_try_advisory_xact_lock(hashtextextended(%(name)s, 0)), kept.fingerprint, kept.subject,
    kept.at
FROM (SELECT) one
LEFT JOIN areas_keyedrequest kept
    ON kept.area_id = %(area)s AND kept.api_key_id = %(sender)s AND kept.key = %(key)s
"""
KEEP = """
INSERT INTO areas_keyedrequest (id, area_id, api_key_id, key, fingerprint, status, subject, at)
VALUES (gen_random_uuid(), %(area)s, %(sender)s, %(key)s, %(fingerprint)s, %(status)s, %(subject)s,
    %(at)s)
ON CONFLICT DO NOTHING
"""


class Kept(NamedTuple):
    """What was answered, to which body, and when."""

    fingerprint: str
    subject: str
    at: datetime


def lock_key(key: str, *, by: Actor) -> tuple[bool, Kept | None]:
    """Whether the key's lock was had, without waiting, and what was answered to the key before.

    The look is older than the lock by a moment: an answer kept in between is met by `keep_answer`.
    Two keys share a lock by a chance of one in 2**64.
    """
    name = f"keyed {by.key_id} {key}"
    with connection.cursor() as cursor:
        cursor.execute(LOCK, {"name": name, **_whose(key, by.area_id, by.key_id)})
        locked, *kept = cursor.fetchone()
    return bool(locked), Kept(*kept) if kept[0] is not None else None


def keep_answer(key: str, answered: Kept, *, status: int, by: Actor) -> bool:
    """Keep what is answered; False where the key has an answer already."""
    values = {**_whose(key, by.area_id, by.key_id), **answered._asdict(), "status": status}
    with connection.cursor() as cursor:
        cursor.execute(KEEP, values)
        return bool(cursor.rowcount)


def _whose(key: str, area: UUID, sender: UUID | None) -> dict[str, UUID | str | None]:
    return {"area": area, "sender": sender, "key": key}
