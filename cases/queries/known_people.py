"""Whether somebody who is about to be added is known already: only from what the actor may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import words_of
from areas.roles import Perm
from areas.scoping import AreaQuerySet
from cases.models import Case, Participant
from people.models import Person
from people.queries import called, named_like, root_of
from referrals.models import Referral, ReferralPerson
from referrals.queries.grown import has_case_out_of_sight
from referrals.queries.seen import GONE
from referrals.stages import Part
from ui.words import say

from .parts import part_of

SHOWN = 10
Words = Mapping[str, str | Promise]


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody of the area with a name like the typed one, and in what the actor may see them."""

    person: Person
    parts: Sequence[str]

    @property
    def label(self) -> str:
        values = {"name": self.person.short_name, "parts": "; ".join(self.parts)}
        if born := self.person.date_of_birth:
            return _("%(name)s, born %(year)s, %(parts)s") % {**values, "year": born.year}
        return _("%(name)s, date of birth not known, %(parts)s") % values


def known_people(
    actor: Actor, *, first_name: str = "", last_name: str = "", organisation: str = ""
) -> list[KnownPerson]:
    """People of the area like the one who was typed, the likest first, each once.

    Of the cases that the actor may open, and of the area's referrals for those who may see these.
    Whoever is in neither is left out, and nothing tells that they are there.
    """
    found = _like(actor, first_name, last_name, organisation)
    parts = _parts(found, actor, words_of(actor))
    known: dict[UUID, KnownPerson] = {}
    for person in found:
        if person.pk in parts:
            known.setdefault(root_of(person), KnownPerson(person, parts[person.pk]))
    return list(known.values())[:SHOWN]


def _like(actor: Actor, first_name: str, last_name: str, organisation: str) -> list[Person]:
    """The organisation, and whoever has the name of the one who speaks for it."""
    found = called(actor, organisation) if organisation else []
    if not (first_name or last_name):
        return found
    among = None
    if not (actor.may(Perm.CASE_VIEW_ALL) or actor.may(Perm.REFERRAL_VIEW)):
        among = list(_in_cases(actor).values_list("person_id", flat=True))
    return [*found, *named_like(actor, first_name, last_name, among=among)]


def _in_cases(actor: Actor) -> AreaQuerySet[Participant]:
    cases = Case.objects.visible_to(actor)
    return Participant.objects.visible_to(actor).filter(case__in=cases)


def _in_referrals(actor: Actor) -> AreaQuerySet[ReferralPerson]:
    rows = ReferralPerson.objects.visible_to(actor)
    if not actor.may(Perm.REFERRAL_VIEW):
        return rows.none()
    referrals = Referral.objects.visible_to(actor).exclude(status__in=GONE)
    return rows.filter(referral__in=referrals.exclude(has_case_out_of_sight(actor)))


def _parts(people: Iterable[Person], actor: Actor, words: Words) -> dict[UUID, list[str]]:
    """What each is, and where: in cases; or in referrals, if they are in no case."""
    keys = [one.pk for one in people]
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    cases = _in_cases(actor).filter(person__in=keys).select_related("case")
    for one in cases.order_by("case__reference"):
        found[one.person_id].append(_in(part_of(one, words), one.case.reference))
    rest = _in_referrals(actor).filter(person__in=[key for key in keys if key not in found])
    for named in rest.select_related("referral").order_by("referral__reference"):
        found[named.person_id].append(_in(_named_as(named, words), named.referral.reference))
    return dict(found)


def _in(part: str, reference: str) -> str:
    return _("%(part)s in %(reference)s") % {"part": part, "reference": reference}


def _named_as(one: ReferralPerson, words: Words) -> str:
    if one.part == Part.PARTY:
        return say(words, one.side, capital=True)
    return f"{one.get_part_display()} ({say(words, one.side)})"
