from __future__ import annotations

from datetime import date, datetime, time

from ui.dates import LONDON


def midnight(day: date) -> datetime:
    """The moment at which a day begins in London."""
    return datetime.combine(day, time.min, tzinfo=LONDON)


def years_before(day: date, years: int) -> date:
    """The same day that many years ago; of 29 February the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
