"""What the rows of the one query about a case say, read into what the guards and pages ask for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from cases.bounds import Advised, Bound, BoundElsewhere
from cases.stages import Advice, ConsentMethod, ConsentState, OrderKind
from people.ways import Way, known_safe

WRITTEN = (ConsentMethod.SIGNED, ConsentMethod.ELECTRONIC)
Row = tuple[str, UUID, UUID, date, datetime, date, str]
"""What, which row, of whom, on which day, at which moment, until when, and its codes."""


@dataclass(frozen=True, slots=True)
class SteppedBack:
    """What a participant allowed when they withdrew, the last time."""

    happened_on: date
    may_tell_other_side: bool
    future_contact_ok: bool
    offer_open: bool


def first_days(rows: Iterable[Row]) -> dict[UUID, date]:
    """The first day of each."""
    latest_first = sorted(rows, key=lambda row: row[4], reverse=True)
    return {row[2]: timezone.localdate(row[4]) for row in latest_first}


def ways_by_person(rows: Iterable[Row]) -> dict[UUID, list[Way]]:
    """By the record that stands for them, oldest first."""
    found: dict[UUID, list[Way]] = {}
    for row in sorted(rows, key=lambda row: row[4]):
        kind, call_ok = row[6].split()
        found.setdefault(row[2], []).append(known_safe(row[1], kind, call_ok=call_ok))
    return found


def in_turn(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row[3], row[4]))


def standing_advice(rows: Iterable[Row]) -> list[Advised]:
    """Of each time that agencies were asked, those that were not asked again since."""
    found: list[Advised] = []
    heard: set[str] = set()
    for row in reversed(in_turn(rows)):
        advice, *agencies = row[6].split()
        if latest := [one for one in agencies if one not in heard]:
            found.append(Advised(row[3], Advice(advice), latest))
        heard.update(agencies)
    return found[::-1]


def given_in_writing(rows: Iterable[Row]) -> dict[UUID, date]:
    """The day of it of those whose latest line is a written yes."""
    latest = {row[2]: row for row in in_turn(rows)}
    yes = {f"{ConsentState.GIVEN} {method}" for method in WRITTEN}
    return {one: row[3] for one, row in latest.items() if row[6] in yes}


def bound(row: Row) -> Bound:
    kind, forbids = row[6].split()
    is_bar, is_agreed = forbids != "free", forbids == "agreed"
    return Bound(row[1], row[2], OrderKind(kind), row[3], row[5], is_bar, is_agreed)


def bound_elsewhere(row: Row) -> BoundElsewhere:
    other, _space, reference = row[6].partition(" ")
    return BoundElsewhere(row[2], UUID(other), row[3], row[5], reference)


def stepped_back(row: Row) -> SteppedBack:
    allowed = row[6].split()
    return SteppedBack(
        row[3],
        "may_tell_other_side" in allowed,
        "future_contact_ok" in allowed,
        "offer_open" in allowed,
    )
