"""In which cases and referrals somebody has a part: only of those that the actor may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.roles import Perm
from areas.scoping import AreaQuerySet
from cases.models import Case, Participant
from referrals.models import Referral, ReferralPerson
from referrals.queries.grown import has_case_out_of_sight
from referrals.queries.seen import GONE
from referrals.stages import Part
from ui.words import say

from .parts import part_of

Words = Mapping[str, str | Promise]


@dataclass(frozen=True, slots=True)
class NamedIn:
    """One part of one person: in a case, or in a referral from which they came into none."""

    part: str
    reference: str
    state: str
    is_case: bool

    @property
    def label(self) -> str:
        return _("%(part)s in %(reference)s") % {"part": self.part, "reference": self.reference}


def who_may_be_found(actor: Actor) -> list[UUID] | None:
    """The people of the actor's own cases; None for whoever sees all of the area's."""
    if actor.may(Perm.CASE_VIEW_ALL) or actor.may(Perm.REFERRAL_VIEW):
        return None
    return list(_in_cases(actor).values_list("person_id", flat=True))


def named_in(people: Collection[UUID], actor: Actor, words: Words) -> dict[UUID, list[NamedIn]]:
    """The parts of each of these records, by reference, cases first. Two queries."""
    found: defaultdict[UUID, list[NamedIn]] = defaultdict(list)
    cases = _in_cases(actor).filter(person__in=people).select_related("case")
    for one in cases.order_by("case__reference"):
        state = one.case.get_stage_display()
        found[one.person_id].append(
            NamedIn(part_of(one, words), one.case.reference, state, is_case=True)
        )
    elsewhere = Q(referral__case_links=None) | ~Q(person__in=list(found))
    referrals = _in_referrals(actor).filter(elsewhere, person__in=people)
    for named in referrals.select_related("referral").order_by("referral__reference"):
        state = named.referral.get_status_display()
        part = _named_as(named, words)
        found[named.person_id].append(NamedIn(part, named.referral.reference, state, is_case=False))
    return dict(found)


def _in_cases(actor: Actor) -> AreaQuerySet[Participant]:
    cases = Case.objects.visible_to(actor)
    return Participant.objects.visible_to(actor).filter(case__in=cases)


def _in_referrals(actor: Actor) -> AreaQuerySet[ReferralPerson]:
    rows = ReferralPerson.objects.visible_to(actor)
    if not actor.may(Perm.REFERRAL_VIEW):
        return rows.none()
    referrals = Referral.objects.visible_to(actor).exclude(status__in=GONE)
    return rows.filter(referral__in=referrals.exclude(has_case_out_of_sight(actor)))


def _named_as(one: ReferralPerson, words: Words) -> str:
    if one.part == Part.PARTY:
        return say(words, one.side, capital=True)
    return f"{one.get_part_display()} ({say(words, one.side)})"
