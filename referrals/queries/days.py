from __future__ import annotations

from datetime import date, datetime, time

from ui.dates import LONDON


def midnight(day: date) -> datetime:
    """The moment at which a day begins in London."""
    return datetime.combine(day, time.min, tzinfo=LONDON)
