from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template

from ui.dates import day, moment, relative_day


def test_a_day_is_written_out():
    assert day(date(2026, 11, 9)) == "9 November 2026"


def test_the_day_of_a_moment_is_londons():
    assert day(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == "2 July 2026"


@pytest.mark.parametrize(
    ("hours", "minutes", "text"),
    [
        (10, 6, "10:06am"),
        (9, 0, "9am"),
        (12, 0, "midday"),
        (12, 30, "12:30pm"),
        (0, 0, "midnight"),
        (0, 5, "12:05am"),
        (23, 59, "11:59pm"),
    ],
)
def test_a_moment_is_written_as_people_say_it(hours, minutes, text):
    at = datetime(2026, 11, 19, hours, minutes, tzinfo=UTC)
    assert moment(at) == f"19 November 2026 at {text}"


def test_a_summer_moment_is_an_hour_later_in_london():
    assert moment(datetime(2026, 7, 1, 13, 30, tzinfo=UTC)) == "1 July 2026 at 2:30pm"


@pytest.mark.parametrize(
    ("on", "text"),
    [
        (date(2026, 11, 20), "today"),
        (date(2026, 11, 21), "tomorrow"),
        (date(2026, 11, 23), "in 3 days"),
        (date(2026, 11, 19), "1 day late"),
        (date(2026, 11, 18), "2 days late"),
        (datetime(2026, 11, 21, 9, tzinfo=UTC), "tomorrow"),
    ],
)
def test_a_due_date_is_told_against_today(on, text):
    assert relative_day(on, date(2026, 11, 20)) == text


def test_the_filters_print_nothing_for_nothing():
    source = "{% load dates %}[{{ x|day }}][{{ x|moment }}][{{ x|relative_day:today }}]"
    today = date(2026, 11, 20)
    assert Template(source).render(Context({"x": None, "today": today})) == "[][][]"
    at = datetime(2026, 11, 21, 9, tzinfo=UTC)
    assert Template(source).render(Context({"x": at, "today": today})) == (
        "[21 November 2026][21 November 2026 at 9am][tomorrow]"
    )
