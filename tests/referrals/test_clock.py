from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from areas.working_days import is_working_day, working_days_between
from referrals.actions.clock import resumed

DAYS = st.dates(date(2026, 1, 1), date(2027, 6, 30))


@pytest.mark.parametrize(
    ("due_on", "paused_on", "today", "new"),
    [
        pytest.param((8, 14), (8, 12), (8, 12), (8, 14), id="the same day changes nothing"),
        pytest.param((8, 14), (8, 12), (8, 13), (8, 17), id="over a weekend"),
        pytest.param((8, 14), (8, 12), (8, 16), (8, 18), id="answered on a Sunday"),
        pytest.param((8, 14), (8, 14), (8, 15), (8, 14), id="a Saturday is no working day"),
        pytest.param((8, 28), (8, 27), (9, 1), (9, 2), id="over a bank holiday"),
        pytest.param((12, 24), (12, 23), (12, 29), (12, 30), id="over Christmas"),
        pytest.param((10, 26), (10, 23), (10, 28), (10, 29), id="over the end of summer time"),
        pytest.param((3, 30), (3, 27), (3, 31), (4, 1), id="over the beginning of summer time"),
        pytest.param((8, 10), (8, 12), (8, 14), (8, 12), id="two days late stays two days late"),
    ],
)
def test_the_clock_stands_still_while_we_wait(due_on, paused_on, today, new):
    resume = resumed(
        date(2026, *due_on), paused_on=date(2026, *paused_on), today=date(2026, *today)
    )

    assert resume == date(2026, *new)


@given(due_on=DAYS.filter(is_working_day), days=st.lists(DAYS, min_size=2, max_size=2))
def test_no_pause_makes_a_referral_later_than_it_was(due_on, days):
    paused_on, today = sorted(days)

    new = resumed(due_on, paused_on=paused_on, today=today)

    assert working_days_between(new, today) == working_days_between(due_on, paused_on)
