"""What is due or planned, as a line that leads to the form where it is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from areas.actor import Actor
from cases.queries.due import Due
from cases.queries.planned import Appointment


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
