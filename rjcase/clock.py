"""The one seam where time enters: views, handlers, tasks and commands ask it; else it comes in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.utils import timezone

_fixed: list[datetime] = []


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _fixed[-1] if _fixed else timezone.now()


def today() -> date:
    """The present day in London; `now().date()` is yesterday for an hour each summer night."""
    return timezone.localdate(now())


@contextmanager
def fixed_at(moment: datetime) -> Iterator[None]:
    """Stand still at `moment`, for tests and demonstration data; all threads see it."""
    _fixed.append(moment)
    try:
        yield
    finally:
        _fixed.pop()
