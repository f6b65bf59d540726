from datetime import UTC, date, datetime

import pytest

from referrals.queries.days import midnight


@pytest.mark.parametrize(
    ("day", "begins"),
    [
        (date(2026, 8, 12), datetime(2026, 8, 11, 23, 0, tzinfo=UTC)),
        (date(2026, 1, 12), datetime(2026, 1, 12, 0, 0, tzinfo=UTC)),
    ],
)
def test_a_day_begins_in_london(day, begins):
    assert midnight(day) == begins
