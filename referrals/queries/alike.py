"""What the triage page shows beside a referral: what may be the same, who came before, and who of
the service knows somebody. No names of parties, no contact details, nothing of another area.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import words_of
from areas.roles import Perm
from people.queries import connections_with, namesakes, root_of
from referrals.models import NotTheSame, Referral, ReferralPerson
from referrals.pipeline import step_by
from referrals.stages import Decision, Status
from ui.words import the

from .parcels import latest_parcel
from .seen import Other, SeenAgain, may_be_same, others_like
from .triage import people_of

SHOWN = 5
Words = Mapping[str, str | Promise]


@dataclass(frozen=True, slots=True)
class PossiblySame:
    """Another referral that may be about the same thing. `whys` names nobody."""

    reference: str
    received_at: datetime
    status: str
    whys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checks:
    """All that the triage page shows of likeness and of conflicts of interest.

    `parcel` is the one in which it was offered to another area.
    `repeats` are sentences with the reference of the other referral; `joined` are the references
    of those that were joined to this one, `joined_into` the one that this one was joined to.
    """

    same: tuple[PossiblySame, ...]
    repeats: tuple[tuple[str, str], ...]
    conflicts: tuple[str, ...]
    joined: tuple[str, ...]
    joined_into: str
    parcel: UUID | None
    may_decide: bool
    may_join: bool


def checks_of(referral: Referral, actor: Actor) -> Checks:
    """What to look at before deciding. A fixed number of queries, however much is found."""
    words, named = words_of(actor), list(people_of(referral, actor))
    same, repeats = [], []
    dismissed = not_the_same_as(referral, actor)
    for other in others_like(referral, actor, named):
        if not may_be_same(referral, other, named):
            repeats += [(_repeat(pair, words), other.referral.reference) for pair in other.pairs]
        elif other.referral.pk not in dismissed:
            same.append(other)
    same.sort(key=lambda other: (-other.points, other.referral.received_at))
    joined, into = _joined(referral, actor)
    may_decide = actor.may(Perm.REFERRAL_DECIDE)
    return Checks(
        same=tuple(_possibly(other, words) for other in same[:SHOWN]),
        repeats=tuple(dict.fromkeys(repeats)),
        conflicts=_conflicts(actor, named, words),
        joined=joined,
        joined_into=into,
        parcel=_parcel(referral, actor),
        may_decide=may_decide,
        may_join=may_decide and step_by(referral, Decision.DUPLICATE) is not None,
    )


def not_the_same_as(referral: Referral, actor: Actor) -> set[UUID]:
    """The referrals of which somebody said that this one is not the same."""
    pairs = NotTheSame.objects.visible_to(actor).filter(Q(first=referral) | Q(second=referral))
    return {key for pair in pairs.values_list("first_id", "second_id") for key in pair}


def whys_of(other: Other, words: Words) -> tuple[str, ...]:
    """Why two referrals may be the same, in sentences that name nobody."""
    police = [_("The same police reference.")] if other.has_same_police_reference else []
    people = [
        _("%(side)s: %(why)s.")
        % {"side": the(words, pair.here.side, capital=True), "why": pair.why}
        for pair in other.pairs
        if pair.is_same_side and pair.why
    ]
    return tuple(dict.fromkeys([*police, *people]))


def _possibly(other: Other, words: Words) -> PossiblySame:
    row = other.referral
    status = str(Status(row.status).label)
    return PossiblySame(row.reference, row.received_at, status, whys_of(other, words))


def _repeat(pair: SeenAgain, words: Words) -> str:
    values = {
        "here": the(words, pair.here.side, capital=True),
        "there": the(words, pair.there.side),
    }
    if pair.is_same_side:
        return _("%(here)s seems to be named in another matter too, on the same side.") % values
    return _("%(here)s here seems to be %(there)s in another referral.") % values


def _joined(referral: Referral, actor: Actor) -> tuple[tuple[str, ...], str]:
    rows = Referral.objects.visible_to(actor).filter(
        Q(merged_into=referral) | Q(pk=referral.merged_into_id)
    )
    found = list(rows.order_by("reference").values_list("pk", "reference"))
    joined = tuple(name for key, name in found if key != referral.merged_into_id)
    return joined, next((name for key, name in found if key == referral.merged_into_id), "")


def _parcel(referral: Referral, actor: Actor) -> UUID | None:
    if referral.status not in {Status.OFFERED, Status.PASSED_ON}:
        return None
    sent = latest_parcel(referral, actor)
    return sent.pk if sent else None


def _conflicts(actor: Actor, named: Sequence[ReferralPerson], words: Words) -> tuple[str, ...]:
    sides = {root_of(one.person): the(words, one.side) for one in named}
    declared = [
        _("%(worker)s knows %(side)s: %(kind)s.")
        % {
            "worker": one.user.name,
            "side": sides[root_of(one.person)],
            "kind": one.get_kind_display(),
        }
        for one in connections_with(actor, [one.person_id for one in named])
    ]
    alike = {
        key for keys in namesakes(actor, [one.person for one in named]).values() for key in keys
    }
    hints = [
        _("A worker of this service has the same name as %(side)s.")
        % {"side": the(words, one.side)}
        for one in named
        if one.person_id in alike
    ]
    return tuple(dict.fromkeys([*declared, *hints]))
