from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from areas.working_days import add_working_days, is_working_day, working_days_between

DAYS = st.dates(date(2020, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 8, 12), True),
        (date(2026, 8, 15), False),
        (date(2026, 8, 16), False),
        (date(2026, 8, 31), False),
        (date(2026, 12, 24), True),
        (date(2026, 12, 25), False),
        (date(2026, 12, 28), False),
        (date(2026, 12, 29), True),
        (date(2026, 4, 3), False),
        (date(2026, 4, 6), False),
        (date(2026, 4, 7), True),
    ],
)
def test_weekends_and_bank_holidays_are_no_working_days(day, works):
    assert is_working_day(day) is works


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 8, 12), 0, date(2026, 8, 12)),
        (date(2026, 8, 12), 2, date(2026, 8, 14)),
        (date(2026, 8, 14), 1, date(2026, 8, 17)),
        (date(2026, 12, 24), 1, date(2026, 12, 29)),
        (date(2026, 4, 2), 1, date(2026, 4, 7)),
        (date(2026, 12, 31), 1, date(2027, 1, 4)),
    ],
)
def test_working_days_step_over_christmas_and_easter(start, count, end):
    assert add_working_days(start, count) == end


def test_fewer_than_none_stays_where_it_is():
    assert add_working_days(date(2026, 8, 12), -3) == date(2026, 8, 12)


@given(start=DAYS, count=st.integers(1, 60))
def test_the_day_that_is_so_many_working_days_away_is_one_and_is_so_far_away(start, count):
    end = add_working_days(start, count)

    assert is_working_day(end)
    assert working_days_between(start, end) == count


@given(start=DAYS, middle=DAYS, end=DAYS)
def test_distances_add_up_and_turn_round(start, middle, end):
    assert working_days_between(start, middle) + working_days_between(
        middle, end
    ) == working_days_between(start, end)
    assert working_days_between(start, end) == -working_days_between(end, start)


@given(day=DAYS)
def test_one_day_further_is_one_working_day_further_at_most(day):
    assert working_days_between(day, day + timedelta(days=1)) in {0, 1}
