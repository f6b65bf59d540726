"""Equality monitoring, apart from every case: what somebody told, or why nobody has asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from areas.actor import Actor

from .equality import NotAsked
from .models import EqualityAnswers, Person

QUESTIONS = ("sex", "gender_same", "ethnicity", "religion", "disability", "orientation")


@dataclass(frozen=True, slots=True)
class Asked:
    """Whether somebody was asked, and when: no answer has a field here."""

    at: datetime
    why_not: str = ""


@transaction.atomic
def record_equality(
    person: Person, *, answers: Mapping[str, str], not_asked: str, by: Actor, now: datetime
) -> EqualityAnswers:
    """Write down what somebody told, in place of what stood; or why they were not asked, which
    leaves what they told before. The audit row is the caller's, and holds no answer.
    """
    known = Person.objects.visible_to(by).select_for_update().get(pk=person.pk)
    rows = EqualityAnswers.objects.visible_to(by).filter(person=known)
    row = rows.first() or EqualityAnswers(area=by.area, person=known)
    if not_asked and any(getattr(row, name) for name in QUESTIONS):
        return row
    for name in QUESTIONS:
        setattr(row, name, "" if not_asked else answers.get(name, ""))
    row.not_asked, row.answered_at, row.recorded_by = not_asked, now, by.user
    row.save()
    return row


def asked_of(people: Iterable[UUID], actor: Actor) -> dict[UUID, Asked]:
    """Who was asked, or why not: never what they told. One query."""
    rows = EqualityAnswers.objects.visible_to(actor).filter(person__in=list(people))
    return {
        person: Asked(at, str(NotAsked(why_not).label) if why_not else "")
        for person, at, why_not in rows.values_list("person_id", "answered_at", "not_asked")
    }
