from datetime import UTC, date, datetime

import pytest

from reporting.periods import NotAPeriod, Period


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026-27 Q1", date(2026, 4, 1), date(2026, 7, 1)),
        ("2026-27 Q2", date(2026, 7, 1), date(2026, 10, 1)),
        ("2026-27-Q3", date(2026, 10, 1), date(2027, 1, 1)),
        ("2026-27-q4", date(2027, 1, 1), date(2027, 4, 1)),
        ("2099-00 Q1", date(2099, 4, 1), date(2099, 7, 1)),
    ],
)
def test_a_quarter_is_read_from_its_label_or_its_code(text, start, end):
    period = Period.parse(text)
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-27", "2026-28 Q2", "2026-27 Q5", "26-27 Q1", "2026-27  Q2", "x" * 99]
)
def test_anything_else_is_refused_with_a_sentence(text):
    with pytest.raises(NotAPeriod, match=r"is not a quarter\. Write it as 2026-27-Q2\."):
        Period.parse(text)


def test_label_and_code_name_the_same_quarter():
    period = Period.parse("2026-27-Q2")
    assert (period.label, period.code) == ("2026-27 Q2", "2026-27-Q2")
    assert Period.parse(period.label) == Period.parse(period.code)


def test_the_last_day_of_the_second_quarter_is_30_september():
    assert Period.parse("2026-27 Q2").last_day == date(2026, 9, 30)


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (date(2026, 3, 31), "2025-26 Q4"),
        (date(2026, 4, 1), "2026-27 Q1"),
        (date(2026, 12, 31), "2026-27 Q3"),
        (date(2027, 1, 1), "2026-27 Q4"),
        (date(2027, 3, 31), "2026-27 Q4"),
        (date(2000, 1, 1), "1999-00 Q4"),
    ],
)
def test_each_day_falls_in_one_quarter_at_both_year_ends(day, label):
    assert Period.containing(day).label == label


def test_the_quarter_before_and_the_year_before():
    assert Period.parse("2026-27 Q1").previous().label == "2025-26 Q4"
    assert Period.parse("2026-27 Q4").previous().label == "2026-27 Q3"
    assert Period.parse("2026-27 Q4").year_before().label == "2025-26 Q4"


def test_the_year_to_date_begins_in_april():
    to_date = Period.parse("2026-27 Q4").year_to_date()
    assert to_date == Period("2026-27 Q4, year to date", date(2026, 4, 1), date(2027, 4, 1))


def test_the_year_to_date_is_made_of_its_quarters():
    quarters = Period.parse("2026-27 Q3").quarters_to_date()
    assert [quarter.label for quarter in quarters] == ["2026-27 Q1", "2026-27 Q2", "2026-27 Q3"]
    assert Period.parse("2026-27 Q1").quarters_to_date() == (Period.parse("2026-27 Q1"),)


def test_bounds_are_london_midnights_in_summer_and_in_winter():
    summer, winter = Period.parse("2026-27 Q2"), Period.parse("2026-27 Q4")
    assert summer.starts_at == datetime(2026, 6, 30, 23, tzinfo=UTC)
    assert summer.ends_at == datetime(2026, 9, 30, 23, tzinfo=UTC)
    assert winter.starts_at == datetime(2027, 1, 1, tzinfo=UTC)
    assert winter.ends_at == datetime(2027, 3, 31, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("label", "hours"),
    [("2026-27 Q3", 92 * 24 + 1), ("2026-27 Q4", 90 * 24 - 1), ("2026-27 Q2", 92 * 24)],
)
def test_a_quarter_with_a_clock_change_is_an_hour_longer_or_shorter(label, hours):
    period = Period.parse(label)
    lasted = period.ends_at.astimezone(UTC) - period.starts_at.astimezone(UTC)
    assert lasted.total_seconds() == hours * 3600


def test_a_summer_night_belongs_to_its_london_day():
    second = Period.parse("2026-27 Q2")
    assert second.holds(datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
    assert not second.holds(datetime(2026, 6, 30, 22, 59, 59, tzinfo=UTC))
    assert second.holds(datetime(2026, 9, 30, 22, 59, 59, tzinfo=UTC))
    assert not second.holds(datetime(2026, 9, 30, 23, 0, tzinfo=UTC))
