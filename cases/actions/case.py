"""A referral that is accepted becomes a case."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from areas.actor import Actor
from areas.references import next_reference
from areas.roles import Perm
from audit.record import record
from cases.models import Case, CaseReferral, Participant, StageChange
from cases.stages import ParticipantRole, Side, Stage
from referrals.actions import mark_accepted
from referrals.models import Referral

from .activity import stamp
from .pairs import make_pairs


@transaction.atomic
def open_case(
    referral: Referral, *, label: str, by: Actor, now: datetime, version: int | None = None
) -> Case:
    """Accept a referral and open its case with everybody whom it names, and their pairs.

    With `version`, the one that the decider saw, a decision in between is told and not overwritten.
    Raises `referrals.actions.AlreadyDecided` and `DecisionRefused`.
    """
    by.must(Perm.CASE_OPEN)
    referral = mark_accepted(referral, by=by, now=now, version=version)
    named = list(referral.people.select_related("person").order_by("pk"))
    incident = getattr(referral, "incident", None)
    case = Case.objects.create(
        reference=next_reference(by, kind="", on=timezone.localdate(now)),
        label=label,
        opened_at=now,
        is_sensitive=bool(incident and incident.is_sensitive),
        last_activity_at=now,
        **stamp(by, now),
    )
    CaseReferral.objects.create(area_id=by.area_id, case=case, referral=referral)
    StageChange.objects.create(
        case=case, target=Stage.ASSESSMENT, happened_at=now, **stamp(by, now)
    )
    Participant.objects.bulk_create(
        Participant(
            case=case,
            person=one.person,
            role=ParticipantRole(one.side),
            side=Side(one.side),
            **stamp(by, now),
        )
        for one in named
    )
    make_pairs(case, by=by, now=now)
    record("case.opened", case, by=by, reference=case.reference, referral=referral.reference)
    return case
