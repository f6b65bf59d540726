"""Days as people write them in England and Wales: the day before the month."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
CENTURY = 100
MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
TIME = r"(?:[ ,t]+(?:at )?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\.\d+)?(?: ?[ap]m)?z?)?"
WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?"
TH = "(?:st|nd|rd|th)?"
YEAR = r"(?P<year>\d{4}|\d{2})"
FORMS = tuple(
    re.compile(form, re.ASCII | re.IGNORECASE)
    for form in (
        rf"(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}}){TIME}",
        rf"(?P<day>\d{{1,2}})[-/. ](?P<month>\d{{1,2}})[-/. ]{YEAR}{TIME}",
        rf"{WEEKDAY}(?P<day>\d{{1,2}}){TH}(?: of)?[-/ ]?(?P<name>{MONTH})[-/, ]*{YEAR}{TIME}",
        rf"{WEEKDAY}(?P<name>{MONTH}) (?P<day>\d{{1,2}}){TH},? (?P<year>\d{{4}}){TIME}",
    )
)
ABOUT = re.compile(
    r"(about|abt|circa|ca?|approx|approximately|around|roughly|early|mid|late|before|after|"
    r"between|since|spring|summer|autumn|winter|christmas|easter)\b.*|"
    rf"(\d{{4}}|\d{{4}}s|\d{{4}} ?[-/] ?\d{{2,4}}|{MONTH}[ -/]\d{{2,4}})",
    re.ASCII | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day that was read; `is_short` where its year had two digits, of which the century is a
    guess.
    """

    on: date
    is_short: bool = False


def read_day(text: str, *, today: date) -> Day | None:
    """The day that a text names, or none. Two digits of a year mean the latest such year that does
    not lie beyond next year.
    """
    plain = " ".join(text.split())
    found = next((hit for form in FORMS if (hit := form.fullmatch(plain))), None)
    if found is None:
        return None
    parts = found.groupdict()
    named = parts.get("name")
    month = MONTHS.index(named[:3].lower()) + 1 if named else int(parts["month"])
    year = int(parts["year"])
    is_short = len(parts["year"]) == 2
    try:
        return Day(
            date(_whole(year, today) if is_short else year, month, int(parts["day"])), is_short
        )
    except ValueError:
        return None


def is_about(text: str) -> bool:
    """Whether a text names a time without a day: "about 1987", "summer 2019", "March 2026"."""
    return bool(ABOUT.fullmatch(" ".join(text.split())))


def _whole(year: int, today: date) -> int:
    whole = today.year - today.year % CENTURY + year
    return whole if whole <= today.year + 1 else whole - CENTURY
