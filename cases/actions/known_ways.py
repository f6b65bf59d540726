"""The same number or address on two sides of a case waits until a second person has looked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from areas.actor import Actor
from cases.models import Case, Participant
from cases.queries.opposed import ACROSS
from cases.stages.sides import MEDIATION
from people.models import ContactPoint
from people.queries import of_one_person, root_of
from people.ways import hold_for_a_second_look

from .timeline import tell

Place = tuple[Participant, ContactPoint]


def hold_what_both_sides_know(
    case: Case, came: Iterable[Participant], *, by: Actor, now: datetime
) -> None:
    """Whoever has come into a case brings the ways that they had: one by which the other side is,
    or was, to be reached waits on both sides, as it does where one is written down later. Two who
    share no more than a postcode wait too, but for the parties of a mediation: they are neighbours.
    """
    new = {one.pk for one in came}
    for who, point in _known_across(case, new, by=by):
        hold_for_a_second_look(point)
        tell(case, "way.held", who, by=by, now=now, about=who, way=str(point.kind))


def _known_across(case: Case, new: set[UUID], *, by: Actor) -> list[Place]:
    rows = Participant.objects.visible_to(by).filter(case=case).select_related("person")
    people = {root_of(one.person): one for one in rows}
    points = ContactPoint.objects.visible_to(by).filter(of_one_person(people))
    points = points.select_related("person").order_by("recorded_at", "pk")
    places: defaultdict[str, list[Place]] = defaultdict(list)
    for point in points.defer("value", "code_phrase"):
        who = people[root_of(point.person)]
        postcode = "" if who.side in MEDIATION else point.postcode_token
        for mark in filter(None, (point.value_token, postcode)):
            places[mark].append((who, point))
    held = {
        point.pk: (who, point)
        for same in places.values()
        for who, point in same
        if point.ended_at is None and point.look != ContactPoint.Look.WAITING
        if any(ACROSS.get(who.side) == one.side and {who.pk, one.pk} & new for one, _point in same)
    }
    return list(held.values())
