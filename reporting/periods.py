"""The commissioning year, April to March, and its quarters, in Europe/London local time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

LONDON = ZoneInfo("Europe/London")
QUARTER = re.compile(r"(?P<year>20\d\d)-(?P<short>\d\d)[ -]Q(?P<quarter>[1-4])")


class NotAPeriod(ValueError):
    """What was given does not name a quarter of a commissioning year."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to the day before `end`: `2026-27 Q2` is 1 July to 30 September 2026."""

    label: str
    start: date
    end: date

    @classmethod
    def parse(cls, text: str) -> Self:
        """The quarter named `2026-27 Q2`, or `2026-27-Q2` in addresses; raises NotAPeriod."""
        found = QUARTER.fullmatch(text.strip().upper())
        if found is None or (int(found["year"]) + 1) % 100 != int(found["short"]):
            raise NotAPeriod(
                _("“%(text)s” is not a quarter. Write it as 2026-27-Q2.") % {"text": text}
            )
        return cls.quarter(int(found["year"]), int(found["quarter"]))

    @classmethod
    def quarter(cls, year: int, number: int) -> Self:
        """Quarter 1 to 4 of the commissioning year that begins in April of `year`."""
        start = _month_start(year, 3 * number)
        end = _month_start(year, 3 * number + 3)
        return cls(f"{_year_label(year)} Q{number}", start, end)

    @classmethod
    def containing(cls, day: date) -> Self:
        """The quarter in which a London day falls."""
        months = 12 * day.year + day.month - 4
        return cls.quarter(months // 12, months % 12 // 3 + 1)

    @property
    def code(self) -> str:
        """The label as it stands in addresses and on the command line: `2026-27-Q2`."""
        return self.label.replace(" ", "-")

    @property
    def last_day(self) -> date:
        return self.end - timedelta(days=1)

    @property
    def starts_at(self) -> datetime:
        """The first moment of the period, aware, in London."""
        return datetime.combine(self.start, time.min, tzinfo=LONDON)

    @property
    def ends_at(self) -> datetime:
        """The first moment after the period, aware, in London."""
        return datetime.combine(self.end, time.min, tzinfo=LONDON)

    def holds(self, moment: datetime) -> bool:
        """Whether an aware moment falls on a London day of the period."""
        return self.start <= moment.astimezone(LONDON).date() < self.end

    def previous(self) -> Self:
        """The quarter that ends where this period starts."""
        return self.containing(self.start - timedelta(days=1))

    def year_before(self) -> Self:
        """The same quarter, one commissioning year earlier."""
        return self.containing(self.start.replace(year=self.start.year - 1))

    def quarters_to_date(self) -> tuple[Self, ...]:
        """The quarters from April up to and with this one: what a year to date is the sum of."""
        first = _year_of(self.start)
        here = self.containing(self.start)
        quarters = (self.quarter(first, number) for number in range(1, 5))
        return tuple(quarter for quarter in quarters if quarter.start <= here.start)

    def year_to_date(self) -> Self:
        """From 1 April to the end of this quarter."""
        year = _year_of(self.start)
        return type(self)(f"{self.label}, year to date", _month_start(year, 3), self.end)


def _year_of(day: date) -> int:
    return day.year if day.month >= 4 else day.year - 1


def _year_label(year: int) -> str:
    return f"{year}-{(year + 1) % 100:02d}"


def _month_start(year: int, months_from_january: int) -> date:
    """The first day of a month counted from January of `year` as 0; 12 is January of the next."""
    return date(year + months_from_january // 12, months_from_january % 12 + 1, 1)
