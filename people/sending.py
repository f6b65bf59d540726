"""The one way in which the program itself reads how somebody is reached: to write to them, and only
where they are known to be safe there.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from areas.actor import Actor
from audit.record import record

from .models import Answer, ContactPoint, Person
from .objections import first_refusal
from .queries import as_agreed, points_of, who_contact_us

Kind = ContactPoint.Kind


@dataclass(frozen=True, slots=True)
class Address:
    """Where to write to, or a code for why there is nowhere."""

    email: str = ""
    why_not: str = ""


def safe_email(person: Person, *, by: Actor) -> Address:
    """The person's email address if they said that it is safe; its use is written down.

    Ask at the moment of sending: what was safe yesterday may not be today.
    """
    known = Person.objects.visible_to(by).get(pk=person.pk)
    if who_contact_us([known], by):
        return Address(why_not="they_contact_us")
    if refusal := first_refusal(known, by):
        return Address(why_not=refusal)
    looked_at = points_of([known], by).exclude(look=ContactPoint.Look.WAITING)
    points = [point for point in as_agreed(looked_at) if point.is_safe == Answer.YES]
    point = next((point for point in points if point.kind == Kind.EMAIL), None)
    if point is None:
        return Address(why_not=_other_way({point.kind for point in points}))
    try:
        validate_email(point.value)
    except ValidationError:
        return Address(why_not="not_an_address")
    record("contact.used", known, by=by, kind=point.kind)
    return Address(email=point.value)


def _other_way(kinds: set[str]) -> str:
    """A code for the safe way that a person may take where there is no email."""
    if kinds & {Kind.MOBILE, Kind.TELEPHONE}:
        return "safe_by_telephone"
    return "safe_by_letter" if Kind.ADDRESS in kinds else "no_safe_email"
