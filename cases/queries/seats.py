"""Who of those on a programme stand opposed, and on which days they would sit together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import combinations
from uuid import UUID

from django.db.models.functions import Coalesce
from django.utils import timezone

from areas.actor import Actor
from cases.models import Enrolment, Participant, ProgrammeSession
from cases.stages import LEFT, Attendance, Group
from people.queries import root_of

from .opposed import ACROSS
from .orders import forbidding, forbids_elsewhere

Couple = tuple[Enrolment, Enrolment]


def others_beside(place: Enrolment, actor: Actor) -> list[Enrolment]:
    """Everybody else who has a place on the same programme now."""
    rows = Enrolment.objects.visible_to(actor).filter(programme=place.programme, left_on=None)
    rows = rows.exclude(participant__status__in=LEFT).exclude(participant=place.participant)
    people = rows.select_related("participant__person", "participant__case")
    return list(people.order_by("from_on", "pk"))


def opposed_among(places: Sequence[Enrolment], actor: Actor) -> list[Couple]:
    """Each two whose persons stand on opposite sides of any case of the area, by all records that
    are joined with theirs. For refusing, never for showing: it looks into cases that the actor may
    not see. One query, however many they are.
    """
    roots = {place.pk: root_of(place.participant.person) for place in places}
    root = Coalesce("person__merged_into_id", "person_id")
    rows = Participant.objects.visible_to(actor).annotate(root=root)
    stands: defaultdict[UUID, set[tuple[UUID, str]]] = defaultdict(set)
    named = rows.filter(root__in=set(roots.values())).values_list("root", "case_id", "side")
    for person, case, side in named:
        stands[person].add((case, side))
    return [
        (one, other)
        for one, other in combinations(places, 2)
        if any(
            (case, ACROSS.get(side)) in stands[roots[other.pk]]
            for case, side in stands[roots[one.pk]]
        )
    ]


def days_together(couple: Couple, actor: Actor) -> list[date]:
    """The days of the meetings still planned at which both would be: of everybody, or of a group
    that both belong to.
    """
    one, other = couple
    rows = ProgrammeSession.objects.visible_to(actor).filter(
        programme=one.programme,
        attendance=Attendance.PLANNED,
        happened_at__date__gte=max(one.from_on, other.from_on),
    )
    groups = [
        group
        for group in Group
        if all(Group.ALL in (group, place.group) or place.group == group for place in couple)
    ]
    moments = rows.filter(group__in=groups).values_list("happened_at", flat=True)
    return sorted({timezone.localdate(moment) for moment in moments})


def is_forbidden(one: Participant, other: Participant, actor: Actor, *, on: date) -> bool:
    """Whether an order forbids the two contact on a day, whatever case of the area holds it and
    whichever cases they come from.
    """
    elsewhere = (
        forbids_elsewhere(one, other, actor, on=on),
        forbids_elsewhere(other, one, actor, on=on),
    )
    if any(reference is not None for reference in elsewhere):
        return True
    here = one.case_id == other.case_id and ACROSS.get(one.side) == other.side
    return here and forbidding(one.case, (one, other), actor, on=on).exists()
