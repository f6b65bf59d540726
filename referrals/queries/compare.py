"""Two referrals side by side, for whoever decides whether they are the same."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import words_of
from people.models import Person
from people.queries import root_of
from referrals.models import Referral, ReferralPerson
from referrals.sides import is_mediation, kind_label
from referrals.stages import Part
from ui.dates import day
from ui.words import say

from .alike import whys_of
from .seen import incident_of, others_like
from .triage import people_of


@dataclass(frozen=True, slots=True)
class PairOfPeople:
    """Somebody of each of two referrals, on the same side, who may be one person."""

    here: ReferralPerson
    there: ReferralPerson
    label: str
    is_likely: bool

    @property
    def code(self) -> str:
        return f"{self.here.pk}:{self.there.pk}"


@dataclass(frozen=True, slots=True)
class Column:
    """One of the two, as the page shows it: no surnames, no contact details, no account."""

    referral: Referral
    facts: tuple[tuple[str, str], ...]
    people: tuple[ReferralPerson, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    columns: tuple[Column, Column]
    whys: tuple[str, ...]
    pairs: tuple[PairOfPeople, ...]


def compare(referral: Referral, other: Referral, actor: Actor) -> Comparison:
    """Both referrals, why they seem alike, and who of them could be one person."""
    words = words_of(actor)
    mine, theirs = (list(people_of(one, actor)) for one in (referral, other))
    alike = [one for one in others_like(referral, actor, mine) if one.referral.pk == other.pk]
    likely = {
        (pair.here.pk, pair.there.pk): pair.why
        for one in alike
        for pair in one.pairs
        if pair.is_same_side
    }
    pairs = [
        PairOfPeople(here, there, _label(here, there, words, likely), key in likely)
        for here in mine
        for there in theirs
        if (key := (here.pk, there.pk)) and could_be_one(here, there)
    ]
    return Comparison(
        columns=(_column(referral, mine), _column(other, theirs)),
        whys=tuple(why for one in alike for why in whys_of(one, words)),
        pairs=tuple(pairs),
    )


def could_be_one(here: ReferralPerson, there: ReferralPerson) -> bool:
    """On the same side, both the parties themselves, and not known to be one already."""
    return (
        here.side == there.side
        and here.part == there.part == Part.PARTY
        and bool(here.person.organisation) == bool(there.person.organisation)
        and root_of(here.person) != root_of(there.person)
    )


def joined_people(referral: Referral, actor: Actor) -> list[Person]:
    """Those of a referral whose record was joined to another one."""
    named = people_of(referral, actor).filter(person__merged_into__isnull=False)
    return [one.person for one in named]


def _label(
    here: ReferralPerson,
    there: ReferralPerson,
    words: dict[str, str | Promise],
    likely: dict[tuple[UUID, UUID], str],
) -> str:
    values = {
        "side": say(words, here.side, capital=True),
        "here": here.person.short_name,
        "there": there.person.short_name,
        "why": likely.get((here.pk, there.pk), ""),
    }
    if values["why"]:
        return _("%(side)s: %(here)s and %(there)s (%(why)s)") % values
    return _("%(side)s: %(here)s and %(there)s") % values


def _column(referral: Referral, people: list[ReferralPerson]) -> Column:
    incident = incident_of(referral)
    kind = kind_label(mediation=is_mediation(one.side for one in people))
    facts = (
        (kind, incident.get_offence_display() if incident.offence else ""),
        (_("When"), day(incident.happened_on) if incident.happened_on else incident.happened_about),
        (_("Police crime reference"), incident.police_reference),
        (_("Referred by"), referral.get_source_display()),
    )
    return Column(referral, facts, tuple(people))
