from datetime import date

import pytest

from referrals.reading.days import Day, is_about, read_day
from tests.moments import TODAY

A_DAY = date(2026, 3, 27)


@pytest.mark.parametrize(
    "text",
    [
        "27/03/2026",
        "27/3/2026",
        "27-03-2026",
        "27.03.2026",
        "27 03 2026",
        "2026-03-27",
        "2026/03/27",
        "2026-03-27 14:30",
        "2026-03-27T14:30:00Z",
        "27/03/2026 14:30",
        "27/03/2026 2:30 pm",
        "27 March 2026",
        "27 Mar 2026",
        "27th March 2026",
        "27th of March 2026",
        "27-Mar-2026",
        "27Mar2026",
        "Fri 27 March 2026",
        "Friday, 27 March 2026 at 14:30",
        "March 27, 2026",
        "mar 27th 2026",
        "  27   march  2026 ",
    ],
)
def test_a_day_is_read_however_it_is_written(text):
    assert read_day(text, today=TODAY) == Day(A_DAY)


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("27-Mar-26", A_DAY),
        ("27/03/26", A_DAY),
        ("1/1/27", date(2027, 1, 1)),
        ("1/1/28", date(1928, 1, 1)),
        ("1 Sept 98", date(1998, 9, 1)),
    ],
)
def test_two_digits_of_a_year_are_a_guess(text, on):
    assert read_day(text, today=TODAY) == Day(on, is_short=True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "03/27/2026",
        "31/02/2026",
        "29/02/2026",
        "0/1/2026",
        "27/03/0000",
        "27/03/20260",
        "46108",
        "yesterday",
        "27 Marzo",
        "\u0662\u0667/\u0660\u0663/\u0662\u0660\u0662\u0666",
        "1" * 5000,
    ],
)
def test_what_is_no_day_is_not_read(text):
    assert read_day(text, today=TODAY) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("about 1987", True),
        ("About  1987", True),
        ("c. 1987", True),
        ("circa 1987", True),
        ("summer 2019", True),
        ("1987", True),
        ("1980s", True),
        ("1987-1989", True),
        ("March 2026", True),
        ("between March and May", True),
        ("31/02/2026", False),
        ("yesterday", False),
        ("", False),
    ],
)
def test_a_time_without_a_day_is_known_as_such(text, expected):
    assert is_about(text) is expected
