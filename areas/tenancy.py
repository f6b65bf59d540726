"""The database's second belt: which area and which user the present transaction belongs to.

The context is local to the transaction: a session-level setting would leak through a connection
pool.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection, transaction


def _text(value: UUID | None) -> str:
    return str(value) if value else ""


class OutsideTransaction(Exception):
    """A context was set where no transaction is open: it would be gone at once."""


def set_context(*, area_id: UUID | None, user_id: UUID | None) -> None:
    """Bind the present transaction to an area and a user; either may be none."""
    if not connection.in_atomic_block:
        raise OutsideTransaction
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('rj.area', %s, true), set_config('rj.user', %s, true)",
            [_text(area_id), _text(user_id)],
        )


def context() -> tuple[UUID | None, UUID | None]:
    """The area and the user of the present transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT NULLIF(current_setting('rj.area', true), '')::uuid, "
            "NULLIF(current_setting('rj.user', true), '')::uuid"
        )
        area, user = cursor.fetchone()
    return area, user


@contextmanager
def in_intake(area_id: UUID) -> Iterator[None]:
    """A transaction that may put arrivals into an area and read nothing of it: the public door."""
    with transaction.atomic():
        _set("rj.intake", str(area_id))
        yield
        if not connection.needs_rollback:
            _set("rj.intake", "")


def present_key(key_hash: str) -> None:
    """Let the present transaction read the one row whose `key_hash` this is, whatever its area."""
    if not connection.in_atomic_block:
        raise OutsideTransaction
    _set("rj.key", key_hash)


def _set(name: str, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [name, value])


@contextmanager
def in_area(area_id: UUID | None, user_id: UUID | None = None) -> Iterator[None]:
    """A transaction bound to an area.

    The end of an inner savepoint keeps a local setting, so on a normal exit the former one is put
    back by hand; a rollback puts it back by itself.
    """
    with transaction.atomic():
        before = context()
        set_context(area_id=area_id, user_id=user_id)
        yield
        if not connection.needs_rollback:
            set_context(area_id=before[0], user_id=before[1])
