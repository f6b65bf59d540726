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


def set_context(*, area_id: UUID | None, user_id: UUID | None, key_hash: str = "") -> None:
    """Bind the present transaction to an area and a user; either may be none.

    With a `key_hash` the key is presented in the same statement, as by `present_key`.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction
    wanted = {"rj.area": _text(area_id), "rj.user": _text(user_id)}
    _set(**wanted | ({"rj.key": key_hash} if key_hash else {}))


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
        _set(**{"rj.intake": str(area_id)})
        yield
        if not connection.needs_rollback:
            _set(**{"rj.intake": ""})


def present_key(key_hash: str) -> None:
    """Let the present transaction read the one row whose `key_hash` this is, whatever its area."""
    if not connection.in_atomic_block:
        raise OutsideTransaction
    _set(**{"rj.key": key_hash})


def _set(**values: str) -> None:
    calls = ", ".join(["set_config(%s, %s, true)"] * len(values))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {calls}", [one for pair in values.items() for one in pair])


@contextmanager
def in_area(
    area_id: UUID | None, user_id: UUID | None = None, *, key_hash: str = ""
) -> Iterator[None]:
    """A transaction bound to an area; a `key_hash` is presented to it as by `present_key`.

    The end of an inner savepoint keeps a local setting, so on a normal exit the former one is put
    back by hand; a rollback puts it back by itself, and so does the end of the transaction.
    """
    inner = connection.in_atomic_block
    with transaction.atomic():
        before = context() if inner else None
        set_context(area_id=area_id, user_id=user_id, key_hash=key_hash)
        yield
        if before and not connection.needs_rollback:
            set_context(area_id=before[0], user_id=before[1])
