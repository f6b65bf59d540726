"""Borrowing the owner's role for what the application's role may not do."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.base.base import BaseDatabaseWrapper

EMPTY: dict[str, Any] = {"USER": "", "PASSWORD": "", "HOST": "", "PORT": "", "OPTIONS": {}}


class OwnerUnknown(ImproperlyConfigured):
    """The role that owns the tables was not named."""


class InsideTransaction(Exception):
    """The role of a connection cannot change while a transaction is open on it."""


@contextmanager
def as_owner(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Reconnect as the role that owns the tables, and back afterwards.

    `DATABASES[alias]["OWNER"]` names it. The settings are replaced, never changed in place: other
    threads read the same dictionary. Raises `OwnerUnknown` where no owner is configured.
    """
    before = connection.settings_dict
    owner = before.get("OWNER")
    if not owner:
        raise OwnerUnknown("Set DATABASE_OWNER_URL: migrations run as the owner of the tables.")
    if connection.in_atomic_block:
        raise InsideTransaction("the owner's role cannot be taken inside a transaction")
    if before.get("USER") == owner.get("USER"):
        yield
        return
    connection.close()
    owned = {key: owner.get(key, empty) for key, empty in EMPTY.items()}
    connection.settings_dict = {**before, **owned}
    try:
        yield
    finally:
        connection.close()
        before["NAME"] = connection.settings_dict["NAME"]
        connection.settings_dict = before
