"""Working days: weekends and the bank holidays of England and Wales are left out (rule C12)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from govuk_bank_holidays.bank_holidays import BankHolidays

A_DAY = timedelta(days=1)


@cache
def _holidays() -> frozenset[date]:
    known = BankHolidays(use_cached_holidays=True)
    return frozenset(day["date"] for day in known.get_holidays(BankHolidays.ENGLAND_AND_WALES))


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in _holidays()


def add_working_days(day: date, count: int) -> date:
    """The day that lies `count` working days after `day`; `count` is not negative."""
    while count > 0:
        day += A_DAY
        count -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after `start` up to and including `end`; negative where `end` is
    earlier.
    """
    if end < start:
        return -working_days_between(end, start)
    return sum(is_working_day(start + A_DAY * step) for step in range(1, (end - start).days + 1))
