from datetime import UTC, date, datetime

import pytest
from django.http import QueryDict

from ui.days import LONDON
from ui.fields import DayField, MomentField
from ui.forms import Form


class Diary(Form):
    held = DayField(
        label="Day of the conference", earliest=date(2026, 1, 1), latest=date(2026, 11, 21)
    )


class Plan(Form):
    begins = MomentField(
        label="Start", latest=datetime(2027, 1, 1, tzinfo=UTC), missing="Enter when it starts"
    )


class Loose(Form):
    held = DayField(required=False)
    begins = MomentField(required=False)


def diary(day, month, year):
    form = Diary({"held_day": day, "held_month": month, "held_year": year})
    return form.cleaned_data["held"] if form.is_valid() else form.errors["held"]


def plan(day, month, year, time):
    boxes = {"begins_day": day, "begins_month": month, "begins_year": year, "begins_time": time}
    form = Plan(boxes)
    return form.cleaned_data["begins"] if form.is_valid() else form.errors["begins"]


@pytest.mark.parametrize("month", ["3", "03", "Mar", "march", " 3 "])
def test_a_day_is_read_from_three_boxes(month):
    assert diary("27", month, "2026") == date(2026, 3, 27)


@pytest.mark.parametrize(
    "boxes",
    [
        ("31", "2", "2026"),
        ("0", "1", "2026"),
        ("1", "13", "2026"),
        ("1", "Mai", "2026"),
        ("x", "1", "2026"),
        ("1", "1", "0026"),
        ("1" * 10_000, "1", "2026"),
        ("\x00", "1", "2026"),
        ("²", "1", "2026"),
    ],
)
def test_a_day_that_does_not_exist_is_refused(boxes):
    assert diary(*boxes) == ["Enter a real date, such as 27 3 2026"]


def test_a_short_year_is_refused():
    assert diary("1", "1", "26") == ["The year must have 4 numbers, such as 2026"]


def test_no_day_at_all_is_asked_for():
    assert diary("", " ", "") == ["Enter day of the conference"]


def test_the_missing_part_is_named():
    assert diary("1", "", "2026") == ["Enter the month of day of the conference"]
    assert diary("", "", "2026") == ["Enter the day and month of day of the conference"]


def test_a_day_outside_the_limits_is_refused():
    assert diary("22", "11", "2026") == [
        "Day of the conference must be 21 November 2026 or earlier"
    ]
    assert diary("31", "12", "2025") == ["Day of the conference must be 1 January 2026 or later"]


@pytest.mark.parametrize(
    ("text", "hours", "minutes"),
    [
        ("2:30pm", 14, 30),
        ("2.30 PM", 14, 30),
        ("2:30 p.m.", 14, 30),
        ("14:30", 14, 30),
        ("09:30", 9, 30),
        ("9am", 9, 0),
        ("12am", 0, 0),
        ("12pm", 12, 0),
        ("midday", 12, 0),
        ("Midnight", 0, 0),
    ],
)
def test_a_time_is_read_as_people_type_it(text, hours, minutes):
    assert plan("27", "1", "2026", text) == datetime(2026, 1, 27, hours, minutes, tzinfo=LONDON)


@pytest.mark.parametrize("text", ["2:30", "9", "14"])
def test_a_time_that_may_be_night_or_day_is_asked_about(text):
    assert plan("27", "1", "2026", text) == ["Say whether the time is am or pm, such as 2:30pm"]


@pytest.mark.parametrize("text", ["25:00", "14:60", "13pm", "0am", "noonish", "9" * 10_000])
def test_a_time_that_does_not_exist_is_refused(text):
    assert plan("27", "1", "2026", text) == ["Enter a time, such as 2:30pm"]


def test_a_summer_time_is_londons():
    assert plan("1", "7", "2026", "2:30pm") == datetime(2026, 7, 1, 13, 30, tzinfo=UTC)


def test_the_hour_that_the_clocks_leave_out_is_refused():
    assert plan("29", "3", "2026", "1:30am") == [
        "The clocks go forward on 29 March 2026, so 1:30am does not exist that day"
    ]


def test_the_hour_that_comes_twice_is_the_first():
    assert plan("25", "10", "2026", "1:30am") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_moment_needs_both_halves():
    assert plan("1", "7", "2026", "") == ["Enter the time as well as the day, such as 2:30pm"]
    assert plan("", "", "", "2pm") == ["Enter the day as well as the time"]
    assert plan("", "", "", "") == ["Enter when it starts"]


def test_a_moment_after_the_limit_is_refused():
    assert plan("2", "1", "2027", "9am") == ["Start must be 1 January 2027 at midnight or earlier"]


def test_days_that_need_not_be_given_may_be_empty():
    form = Loose(QueryDict())
    assert form.is_valid()
    assert form.cleaned_data == {"held": None, "begins": None}


def test_what_stands_already_fills_the_boxes():
    at = datetime(2026, 7, 1, 13, 30, tzinfo=UTC)
    form = Loose(initial={"held": date(2026, 3, 27), "begins": at})
    assert [box["value"] for box in form["held"].boxes] == ["27", "3", "2026"]
    assert [box["value"] for box in form["begins"].boxes] == ["1", "7", "2026", "2:30pm"]


def test_an_unchanged_day_is_known_as_such():
    at = datetime(2026, 7, 1, 13, 30, tzinfo=UTC)
    boxes = {"held_day": "1", "held_month": "7", "held_year": "2026"}
    boxes |= {"begins_day": "1", "begins_month": "7"}
    boxes |= {"begins_year": "2026", "begins_time": "2:30pm"}
    assert not Loose(boxes, initial={"held": date(2026, 7, 1), "begins": at}).has_changed()


def test_empty_boxes_are_empty():
    form = Loose()
    assert [box["value"] for name in ("held", "begins") for box in form[name].boxes] == [""] * 7


def test_a_value_passes_through_as_it_is():
    at = datetime(2026, 7, 1, 13, 30, tzinfo=UTC)
    assert DayField().clean(date(2026, 7, 2)) == date(2026, 7, 2)
    assert MomentField().clean(at) == at


def test_a_moment_as_a_day_is_londons_day():
    assert DayField().clean(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == date(2026, 7, 2)
