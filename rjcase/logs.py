"""What reaches a log: where the program failed and of what kind, never what it was failing with."""

from __future__ import annotations

import logging
import re
import traceback
from types import TracebackType

OPENS = re.compile(r"(/refer/link/[^/\s]+/|/sign-in/password/[^/\s]+/)[^/\s]+")
"""Addresses that let in whoever knows them: a one-off link, and the way to a password."""


class CodesOnly(logging.Formatter):
    """Prints a failure as places in the code, classes and database codes.

    The message of an exception is left out, also where Celery repeats it in its own line: a
    database tells the whole row that it refused, and a key that was not found may be a name. So is
    the secret part of an address, which Django writes down with every refusal.
    """

    def format(self, record: logging.LogRecord) -> str:
        if record.exc_info and isinstance(record.args, dict) and "exc" in record.args:
            record.args = {**record.args, "exc": getattr(record.exc_info[0], "__name__", "")}
        return OPENS.sub(r"\1[left out]", super().format(record))

    def formatException(  # noqa: N802 -- the name that logging calls
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        failure, lines = ei[1], list[str]()
        while failure is not None:
            lines.append(f"{type(failure).__qualname__}{_code(failure)}")
            lines += [line.rstrip() for line in traceback.format_tb(failure.__traceback__)]
            failure = failure.__cause__ or failure.__context__
        return "\n".join(lines)


def _code(failure: BaseException) -> str:
    """The database's code and the constraint, where there are any."""
    diagnosis = getattr(failure, "diag", None)
    found = [getattr(failure, "pgcode", None), getattr(diagnosis, "constraint_name", None)]
    said = " ".join(str(one) for one in found if one)
    return f" ({said})" if said else ""
