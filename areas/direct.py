"""Rows that are read on every request, by statements that are written once.

Django puts such a statement together anew each time, and takes longer over it than PostgreSQL takes
to answer it. Area and policies hold as for every other statement.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, models

Row = TypeVar("Row", bound=models.Model)


@cache
def _fields(model: type[models.Model]) -> tuple[list[str], list[str]]:
    fields = model._meta.concrete_fields
    return [str(one.column) for one in fields], [one.attname for one in fields]


def columns(model: type[models.Model], table: str) -> str:
    """The columns of a model, as a statement names them that calls its table so."""
    return ", ".join(f"{table}.{column}" for column in _fields(model)[0])


def first(statement: str, *values: Any) -> tuple[Any, ...] | None:
    """What a statement finds first."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found: tuple[Any, ...] | None = cursor.fetchone()
    return found


def take(model: type[Row], values: Sequence[Any]) -> tuple[Row, Sequence[Any]]:
    """A row out of the values of its `columns`, and the values after them."""
    names = _fields(model)[1]
    count = len(names)
    return model.from_db(DEFAULT_DB_ALIAS, names, values[:count]), values[count:]
