from datetime import UTC, date, datetime

import pytest

from referrals.queries.days import midnight, years_before


@pytest.mark.parametrize(
    ("day", "begins"),
    [
        (date(2026, 8, 12), datetime(2026, 8, 11, 23, 0, tzinfo=UTC)),
        (date(2026, 1, 12), datetime(2026, 1, 12, 0, 0, tzinfo=UTC)),
    ],
)
def test_a_day_begins_in_london(day, begins):
    assert midnight(day) == begins


@pytest.mark.parametrize(
    ("day", "before"),
    [(date(2026, 8, 12), date(2008, 8, 12)), (date(2028, 2, 29), date(2010, 2, 28))],
)
def test_eighteen_years_before(day, before):
    assert years_before(day, 18) == before
