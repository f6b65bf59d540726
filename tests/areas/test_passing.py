from datetime import UTC, datetime

import pytest

from areas.passing import kept_since
from tests.moments import LONDON


def at(*parts):
    return datetime(*parts, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("now", "since"),
    [
        (at(2026, 8, 12, 12, 0), at(2026, 7, 15)),
        (at(2026, 8, 12, 0, 0), at(2026, 7, 15)),
        (at(2026, 8, 12, 23, 59, 59), at(2026, 7, 15)),
        (datetime(2026, 8, 11, 23, 0, tzinfo=UTC), at(2026, 7, 15)),
        (datetime(2026, 8, 11, 22, 59, tzinfo=UTC), at(2026, 7, 14)),
        (at(2026, 4, 26, 0, 30), datetime(2026, 3, 29, 0, 0, tzinfo=UTC)),
        (at(2026, 4, 27, 0, 30), datetime(2026, 3, 29, 23, 0, tzinfo=UTC)),
        (at(2026, 11, 22, 0, 30), datetime(2026, 10, 24, 23, 0, tzinfo=UTC)),
        (at(2026, 11, 23, 0, 30), datetime(2026, 10, 26, 0, 0, tzinfo=UTC)),
    ],
)
def test_a_row_is_kept_for_28_whole_days_of_london(now, since):
    assert kept_since(now) == since
