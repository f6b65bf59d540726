"""Whether and how somebody may be contacted, with the ways to reach them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.shortcuts import get_object_or_404

from areas.actor import Actor
from cases.models import Participant
from cases.models.safe_contact import SafeContact
from people.models import ContactPoint
from people.ways import ways_of


def safe_contact_of(participant: Participant, actor: Actor) -> SafeContact:
    """With the ways in use, in one query."""
    return safe_contacts([participant], actor)[participant.pk]


def safe_contacts(participants: Iterable[Participant], actor: Actor) -> dict[UUID, SafeContact]:
    """Of several participants, with the ways in use, in one query."""
    people = list(participants)
    ways = ways_of([one.person_id for one in people], actor)
    return {one.pk: one.safe.with_ways(ways.get(one.person_id, [])) for one in people}


def get_way(
    actor: Actor, participant: Participant, key: UUID, *, waiting: bool = False
) -> ContactPoint:
    """A way in use of a participant whom the actor has been shown, or 404; with `waiting` one that
    waits for a second look.
    """
    rows = ContactPoint.objects.visible_to(actor).filter(person=participant.person_id)
    rows = rows.filter(look=ContactPoint.Look.WAITING) if waiting else rows
    return get_object_or_404(rows, pk=key, ended_at=None)
