"""What is due or planned, as a line that leads to the form where it is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse

from areas.actor import Actor
from cases.models import Participant
from cases.queries.dated import Dated
from cases.queries.due import Due
from cases.queries.planned import Appointment
from cases.stages import KeyDateKind


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page: in which case, what, when, and the form where it is done."""

    reference: str
    what: str
    when: date | datetime
    url: str
    safe_contact: str = ""


def line(actor: Actor, one: Due | Appointment) -> Line:
    url = reverse(one.page, args=[actor.area.slug, *one.args])
    if isinstance(one, Due):
        return Line(one.reference, one.what, one.on, url)
    return Line(one.reference, one.what, one.at, url, one.safe_contact)


def key_date_line(actor: Actor, one: Dated, people: Mapping[UUID, Participant]) -> Line:
    """A day to come of somebody: release, licence, parole, court."""
    assert one.who  # noqa: S101 -- so its arm is written
    assert one.on  # noqa: S101 -- so its arm is written
    what = f"{KeyDateKind(one.code).label}, {people[one.who].person.short_name}"
    url = reverse("cases:custody", args=[actor.area.slug, one.reference, one.who])
    return Line(one.reference, what, one.on, url)
