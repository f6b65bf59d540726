"""Whether and how somebody may be contacted, with the ways to reach them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from uuid import UUID

from django.shortcuts import get_object_or_404

from areas.actor import Actor
from cases.models import Participant
from cases.models.safe_contact import SafeContact
from people.models import Answer, ContactPoint
from people.queries import of_one_person, root_of, who_contact_us
from people.ways import Way, ways_of


def structure(
    participant: Participant, contact_us: Set[UUID], ways: Sequence[Way] | None = None
) -> SafeContact:
    """Of somebody who was read with their person; `contact_us` as `who_contact_us` gives it."""
    return SafeContact(
        may_contact=Answer(participant.may_contact),
        contacts_us=root_of(participant.person) in contact_us,
        line=participant.safe_contact,
        ways=ways,
    )


def line_of(participant: Participant, actor: Actor) -> SafeContact:
    """Without the ways, in one query."""
    return structure(participant, who_contact_us([participant.person], actor))


def refusal_of(participant: Participant, actor: Actor) -> str:
    """Why nothing may go to somebody, or nothing. One query."""
    return line_of(participant, actor).refusal


def refusals_of(participants: Iterable[Participant], actor: Actor) -> dict[UUID, str]:
    """Of those to whom nothing may go, why. One query."""
    people = list(participants)
    contact_us = who_contact_us([one.person for one in people], actor)
    found = {one.pk: structure(one, contact_us).refusal for one in people}
    return {key: refusal for key, refusal in found.items() if refusal}


def safe_contact_of(participant: Participant, actor: Actor) -> SafeContact:
    """With the ways in use, in two queries."""
    return safe_contacts([participant], actor)[participant.pk]


def safe_contacts(participants: Iterable[Participant], actor: Actor) -> dict[UUID, SafeContact]:
    """Of several participants, with the ways in use, in two queries however many they are."""
    people = list(participants)
    persons = [one.person for one in people]
    ways, contact_us = ways_of(persons, actor), who_contact_us(persons, actor)
    return {one.pk: structure(one, contact_us, ways.get(root_of(one.person), [])) for one in people}


def get_way(
    actor: Actor, participant: Participant, key: UUID, *, waiting: bool = False
) -> ContactPoint:
    """A way in use of a participant whom the actor has been shown, or 404; with `waiting` one that
    waits for a second look.
    """
    theirs = of_one_person([root_of(participant.person)])
    rows = ContactPoint.objects.visible_to(actor).filter(theirs)
    rows = rows.filter(look=ContactPoint.Look.WAITING) if waiting else rows
    return get_object_or_404(rows, pk=key, ended_at=None)
