"""Who is in a case, and who may still join it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from areas.actor import Actor
from areas.context import words_of
from cases.consenting import is_child
from cases.models import Case, CaseReferral, Pair, Participant
from cases.models.safe_contact import SafeContact
from people.models import Person
from people.monitoring import Asked, asked_of

from .part import standing_pairs
from .parts import part_of
from .safe_contact import safe_contacts


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Somebody's part in another case that the reader may see too."""

    reference: str
    part: str


@dataclass(frozen=True, slots=True)
class Card:
    """One participant with what their card tells beside their own row."""

    participant: Participant
    safe: SafeContact
    asked: Asked | None
    elsewhere: Sequence[Elsewhere]
    guardian: Participant | None
    is_minor: bool
    knows_age: bool


def cards_of(people: Sequence[Participant], actor: Actor, today: date) -> list[Card]:
    """The cards of everybody in a visible case, in three queries however many they are."""
    keys = [one.person_id for one in people]
    safe, asked = safe_contacts(people, actor), asked_of(keys, actor)
    known, elsewhere = {one.pk: one for one in people}, elsewhere_of(people, actor)
    return [
        Card(
            participant=one,
            safe=safe[one.pk],
            asked=asked.get(one.person_id),
            elsewhere=elsewhere.get(_root(one), []),
            guardian=known.get(one.guardian_id) if one.guardian_id else None,
            is_minor=is_child(one, today),
            knows_age=one.person.is_child_on(today) is not None,
        )
        for one in people
    ]


def _root(participant: Participant) -> UUID:
    return participant.person.merged_into_id or participant.person_id


def elsewhere_of(people: Iterable[Participant], actor: Actor) -> Mapping[UUID, list[Elsewhere]]:
    """The parts of the same persons in other cases that the actor may see, by the record that
    stands for each. What they may not see is not even counted.
    """
    rows = list(people)
    roots = {_root(one) for one in rows}
    same = Q(person__in=roots) | Q(person__merged_into__in=roots)
    found: defaultdict[UUID, list[Elsewhere]] = defaultdict(list)
    others = list(
        Participant.objects
        .visible_to(actor)
        .filter(same, case__in=Case.objects.visible_to(actor))
        .exclude(case__in={one.case_id for one in rows})
        .select_related("person", "case")
        .order_by("case__reference")
    )
    words = words_of(actor) if others else {}
    for one in others:
        found[_root(one)].append(Elsewhere(one.case.reference, part_of(one, words)))
    return found


def named_in_referrals(case: Case, actor: Actor) -> QuerySet[Person]:
    """Those whom the case's referrals name and who are not in the case."""
    links = CaseReferral.objects.visible_to(actor).filter(case=case)
    inside = Participant.objects.visible_to(actor).filter(case=case)
    named = Person.objects.visible_to(actor).filter(
        pk__in=links.values("referral__people__person_id")
    )
    return named.exclude(pk__in=inside.values("person_id")).order_by("first_name", "last_name")


def pairs_of(case: Case, actor: Actor) -> list[Pair]:
    """The pairs of a visible case with their people; not those that a corrected part parted."""
    rows = standing_pairs(actor).filter(case=case)
    return list(rows.select_related("one__person", "other__person").order_by("recorded_at", "pk"))


def get_pair(actor: Actor, case: Case, pk: object) -> Pair:
    """A pair of a case that the actor has been shown, with its people, or 404."""
    rows = standing_pairs(actor).filter(case=case)
    return get_object_or_404(rows.select_related("case", "one__person", "other__person"), pk=pk)


def only_pair_with(participant: Participant, actor: Actor) -> Pair | None:
    """The case's one pair, if they are in it: with one of each no page shows a table of pairs."""
    rows = list(standing_pairs(actor).filter(case_id=participant.case_id)[:2])
    if len(rows) == 1 and participant.pk in {rows[0].one_id, rows[0].other_id}:
        return rows[0]
    return None
