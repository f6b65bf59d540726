"""Who of a referral is named in other referrals of the area too, or may be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from areas.actor import Actor
from people.models import Person
from people.queries import alike, root_of
from referrals.models import Incident, Referral, ReferralPerson
from referrals.stages import Part, Status

from .grown import has_case_out_of_sight

KNOWN_TO_BE_ONE = 150
SAME_POLICE_REFERENCE = 150
GONE = (Status.MERGED, Status.PASSED_ON)
MOST = 50


@dataclass(frozen=True, slots=True)
class SeenAgain:
    """Somebody named here who is named there too, or may be: points, and why in words."""

    here: ReferralPerson
    there: ReferralPerson
    score: int
    why: str

    @property
    def is_same_side(self) -> bool:
        return self.here.side == self.there.side


@dataclass(slots=True)
class Other:
    """Another referral of the area in which somebody or the police reference comes again."""

    referral: Referral
    has_same_police_reference: bool = False
    people: list[ReferralPerson] = field(default_factory=list)
    pairs: list[SeenAgain] = field(default_factory=list)

    @property
    def sides(self) -> set[str]:
        """On which sides somebody may be the same."""
        return {pair.here.side for pair in self.pairs if pair.is_same_side}

    @property
    def points(self) -> int:
        best: dict[str, int] = {}
        for pair in self.pairs:
            if pair.is_same_side:
                best[pair.here.side] = max(pair.score, best.get(pair.here.side, 0))
        return sum(best.values()) + SAME_POLICE_REFERENCE * self.has_same_police_reference


def others_like(referral: Referral, actor: Actor, named: Sequence[ReferralPerson]) -> list[Other]:
    """Other referrals with the same police reference or with somebody alike, the latest first.

    Parties only: a parent or a representative speaks for many. Left out are those that were joined
    to another or passed on, and those of a case that the actor may not see.
    """
    parties = [one for one in named if one.part == Part.PARTY]
    reasons = _alike_or_joined(actor, parties)
    police_key = incident_of(referral).police_key
    alike_people = {there for _here, there in reasons}
    rows = Referral.objects.visible_to(actor).exclude(pk=referral.pk).exclude(status__in=GONE)
    if_police = Q(incident__police_key=police_key) if police_key else Q(pk=None)
    rows = rows.exclude(has_case_out_of_sight(actor))
    rows = rows.filter(if_police | Q(pk__in=_naming(actor, alike_people)))
    rows = rows.select_related("incident").defer("incident__account", "incident__risks_told")
    found = {row.pk: Other(row) for row in rows.order_by("-received_at", "pk")[:MOST]}
    theirs = ReferralPerson.objects.visible_to(actor).filter(referral__in=found, part=Part.PARTY)
    for there in theirs.select_related("person").order_by("pk"):
        found[there.referral_id].people.append(there)
    for other in found.values():
        theirs_key = incident_of(other.referral).police_key
        other.has_same_police_reference = bool(police_key) and theirs_key == police_key
        other.pairs = _pairs(parties, other.people, reasons)
    return list(found.values())


def incident_of(referral: Referral) -> Incident:
    """What the referral tells of the incident; an empty one where it tells nothing."""
    return getattr(referral, "incident", None) or Incident(police_key="")


def may_be_same(referral: Referral, other: Other, named: Iterable[ReferralPerson]) -> bool:
    """Whether two referrals may be about one thing, for a person to decide.

    The same police reference; or somebody on the same side, where nothing speaks against it:
    neither two police references, nor two days, nor another person on the other side.
    """
    if other.has_same_police_reference:
        return True
    mine, theirs = incident_of(referral), incident_of(other.referral)
    both_named = {one.side for one in named} & {one.side for one in other.people}
    against = (
        bool(mine.police_key and theirs.police_key),
        bool(mine.happened_on and theirs.happened_on and mine.happened_on != theirs.happened_on),
        bool(both_named - other.sides),
    )
    return bool(other.sides) and not any(against)


def _naming(actor: Actor, people: Iterable[UUID]) -> list[UUID]:
    rows = ReferralPerson.objects.visible_to(actor).filter(person__in=people, part=Part.PARTY)
    return list(rows.values_list("referral_id", flat=True))


def _pairs(
    parties: Sequence[ReferralPerson],
    people: Sequence[ReferralPerson],
    reasons: dict[tuple[UUID, UUID], tuple[int, str]],
) -> list[SeenAgain]:
    found = [
        SeenAgain(here, there, *reasons[here.person_id, there.person_id])
        for here in parties
        for there in people
        if (here.person_id, there.person_id) in reasons
    ]
    return sorted(found, key=lambda pair: -pair.score)


def _alike_or_joined(
    actor: Actor, parties: Sequence[ReferralPerson]
) -> dict[tuple[UUID, UUID], tuple[int, str]]:
    """Pairs of records with points and words: those that may be one person, and those that are."""
    people = [one.person for one in parties if not one.person.organisation]
    reasons: dict[tuple[UUID, UUID], tuple[int, str]] = {}
    for match in alike(actor, [one.pk for one in people]):
        why = ", ".join(str(reason.label) for reason in match.likeness.reasons)
        reasons[match.one, match.other] = (match.likeness.score, why)
    family = Person.objects.visible_to(actor).annotate(root=Coalesce("merged_into_id", "pk"))
    for relative in family.filter(root__in={root_of(one) for one in people}):
        for one in people:
            if root_of(relative) == root_of(one):
                reasons[one.pk, relative.pk] = (KNOWN_TO_BE_ONE, _("known to be one person"))
    return reasons
