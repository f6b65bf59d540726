"""What a form says of a prison in which something is planned."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from areas.actor import Actor
from cases.models import Case, Conference, Participant, Session
from cases.queries.places import doubts, where_they_are, whereabouts_of


def where(actor: Actor, case: Case, *people: Participant) -> dict[str, Any]:
    """For a form on which a place is chosen: who of them is in a prison."""
    return {"place_notes": where_they_are(people, whereabouts_of(case, actor))}


def doubted(
    actor: Actor, planned: Session | Conference, people: Iterable[Participant]
) -> dict[str, Any]:
    """For a form about what is planned already: what stands against its place."""
    return {"place_doubts": _doubts(actor, planned, people)}


def warn(
    request: HttpRequest,
    actor: Actor,
    planned: Session | Conference,
    people: Iterable[Participant],
) -> None:
    """Say of what has just been planned what stands against its place."""
    for one in _doubts(actor, planned, people):
        messages.warning(request, one)


def _doubts(
    actor: Actor, planned: Session | Conference, people: Iterable[Participant]
) -> list[str]:
    place, at = planned.establishment, planned.happened_at
    if not place:
        return []
    alone = isinstance(planned, Session)
    case = planned.participant.case if isinstance(planned, Session) else planned.case
    known = whereabouts_of(case, actor)
    return [doubt.text for one in people for doubt in doubts(one, place, at, known, alone=alone)]
