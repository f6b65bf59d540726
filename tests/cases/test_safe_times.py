from datetime import datetime

import pytest

from cases.queries.safe_times import is_outside
from tests.moments import LONDON

WEDNESDAY, SATURDAY = 12, 15


def at(day, hour, minute=0):
    return datetime(2026, 8, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("times", "moment", "outside"),
    [
        ("after 5", at(WEDNESDAY, 16, 59), True),
        ("after 5", at(WEDNESDAY, 17), False),
        ("Weekdays after 5pm", at(SATURDAY, 18), True),
        ("Weekdays after 5pm", at(WEDNESDAY, 18), False),
        ("weekdays before 2pm", at(WEDNESDAY, 14), True),
        ("weekdays before 2pm", at(WEDNESDAY, 13, 59), False),
        ("before 9", at(WEDNESDAY, 8), False),
        ("before 9", at(WEDNESDAY, 9), True),
        ("from 10:30", at(WEDNESDAY, 10, 29), True),
        ("after 12", at(WEDNESDAY, 12), False),
        ("after 17:00", at(WEDNESDAY, 16), True),
        ("weekends", at(WEDNESDAY, 12), True),
        ("weekends", at(SATURDAY, 12), False),
        ("Mornings", at(WEDNESDAY, 12), True),
        ("Mornings or evenings", at(WEDNESDAY, 18), False),
        ("Mornings or evenings", at(WEDNESDAY, 14), True),
        ("weekdays after 5, weekends", at(SATURDAY, 9), False),
        ("weekdays after 5, weekends", at(WEDNESDAY, 9), True),
        ("not after 5", at(WEDNESDAY, 18), False),
        ("when the children are at school", at(SATURDAY, 9), False),
        ("Texts only, no calls. mornings", at(WEDNESDAY, 18), False),
        ("", at(WEDNESDAY, 9), False),
        (",", at(WEDNESDAY, 9), False),
    ],
)
def test_a_moment_is_outside_only_where_that_is_certain(times, moment, outside):
    assert is_outside(times, moment) is outside
