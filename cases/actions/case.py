"""A referral that is accepted becomes a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from areas.actor import Actor
from areas.references import next_reference
from areas.roles import Perm
from cases.consenting import is_child
from cases.models import Case, CaseReferral, Participant, StageChange
from cases.stages import ParticipantRole, Side, Stage
from cases.stages.sides import is_mediation as names_parties
from cases.stages.sides import side_in
from people.models import Answer
from people.queries import root_of, who_contact_us
from referrals.actions import mark_accepted
from referrals.models import Referral, ReferralPerson
from referrals.stages import Part

from .activity import stamp
from .ages import bring_ages
from .known_ways import hold_what_both_sides_know
from .pairs import make_pairs
from .timeline import tell

ROLES: Mapping[str, ParticipantRole] = {
    Part.GUARDIAN: ParticipantRole.PARENT,
    Part.FAMILY: ParticipantRole.FAMILY,
    Part.REPRESENTATIVE: ParticipantRole.REPRESENTATIVE,
    Part.SUPPORTER: ParticipantRole.SUPPORTER,
}
"""What somebody named beside a party is in the case: they take part and make no pair."""
ROLE_OF: Mapping[Side, ParticipantRole] = {
    Side.HARMED: ParticipantRole.HARMED,
    Side.RESPONSIBLE: ParticipantRole.RESPONSIBLE,
    Side.PARTY_A: ParticipantRole.PARTY,
    Side.PARTY_B: ParticipantRole.PARTY,
}


@transaction.atomic
def open_case(
    referral: Referral,
    *,
    label: str,
    by: Actor,
    now: datetime,
    version: int | None = None,
    is_mediation: bool = False,
) -> Case:
    """Accept a referral and open its case with everybody whom it names, and the parties' pairs.

    Referrals joined to it count as said here too; a person with joined records comes in once. It is
    a mediation where the referral itself names parties, or the decider says so. With `version`, the
    one that was seen, a decision in between is told. Raises AlreadyDecided, DecisionRefused.
    """
    by.must(Perm.CASE_OPEN)
    referral = mark_accepted(referral, by=by, now=now, version=version)
    rows = Referral.objects.visible_to(by).filter(Q(pk=referral.pk) | Q(merged_into=referral))
    told = list(rows.select_related("incident").order_by("received_at", "pk"))
    case = Case.objects.create(
        reference=next_reference(by, kind="", on=timezone.localdate(now)),
        label=label,
        opened_at=now,
        is_sensitive=any(_is_sensitive(one) for one in told),
        last_activity_at=now,
        **stamp(by, now),
    )
    CaseReferral.objects.bulk_create(
        CaseReferral(area_id=by.area_id, case=case, referral=one) for one in told
    )
    StageChange.objects.create(
        case=case, target=Stage.ASSESSMENT, happened_at=now, **stamp(by, now)
    )
    mediation = is_mediation or _names_parties(referral, by=by)
    came = _bring_in(case, _named(told, by=by), mediation=mediation, by=by, now=now)
    make_pairs(case, by=by, now=now)
    codes: dict[str, Any] = {"reference": case.reference, "referral": referral.reference}
    tell(case, "case.opened", case, by=by, now=now, **codes)
    hold_what_both_sides_know(case, came, by=by, now=now)
    return case


def _is_sensitive(referral: Referral) -> bool:
    incident = getattr(referral, "incident", None)
    return bool(incident and incident.is_sensitive)


def _names_parties(referral: Referral, *, by: Actor) -> bool:
    """By its own people alone: of what was joined to it, only who is named there comes in."""
    own = ReferralPerson.objects.visible_to(by).filter(referral=referral)
    return names_parties(own.values_list("side", flat=True))


def _named(told: Sequence[Referral], *, by: Actor) -> list[ReferralPerson]:
    """Everybody whom they name, as often as they do: a party before whoever is with one."""
    rows = ReferralPerson.objects.visible_to(by).filter(referral__in=told)
    rows = rows.select_related("person__merged_into", "referral")
    rows = rows.order_by("referral__received_at", "pk")
    return sorted(rows, key=lambda row: row.part != Part.PARTY)


def _bring_in(
    case: Case, told: Sequence[ReferralPerson], *, mediation: bool, by: Actor, now: datetime
) -> list[Participant]:
    once: dict[UUID, ReferralPerson] = {}
    for one in told:
        once.setdefault(root_of(one.person), one)
    named = list(once.values())
    contact_us = who_contact_us([one.person for one in named], by)
    rows = [_participant(one, side_in(one.side, mediation=mediation), contact_us) for one in named]
    for row in rows:
        row.case, row.area = case, by.area
        row.recorded_at, row.recorded_by = now, by.user
    Participant.objects.bulk_create(rows)
    bring_ages(rows, told, by=by, now=now)
    _name_guardians(rows, timezone.localdate(now))
    return rows


def _participant(one: ReferralPerson, side: Side, contact_us: Set[UUID]) -> Participant:
    """Somebody named in a referral, with what the referrer said of them that helps them."""
    person = one.person.merged_into or one.person
    return Participant(
        person=person,
        role=ROLES.get(one.part) or ROLE_OF[side],
        side=side,
        may_contact=Answer.NO if root_of(person) in contact_us else Answer.UNKNOWN,
        access_needs=one.needs or "",
    )


def _name_guardians(rows: Sequence[Participant], today: date) -> None:
    """The one parent or guardian on their side is that of somebody under 18."""
    for row in rows:
        parents = [
            one for one in rows if one.role == ParticipantRole.PARENT and one.side == row.side
        ]
        if row not in parents and len(parents) == 1 and is_child(row, today):
            row.guardian = parents[0]
            row.save(update_fields=["guardian"])
