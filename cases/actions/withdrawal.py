"""Stepping back, at any time and at any stage, and what it stops."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.roles import Perm
from cases.models import Consent, Participant, Session, Withdrawal
from cases.stages import (
    Attendance,
    ConsentMethod,
    ConsentPurpose,
    ConsentState,
    ParticipantStatus,
    WithdrawalReason,
)
from people.models import Answer

from .activity import locked, must_have_happened, stamp
from .participants import now_stands, participant_of
from .timeline import tell


class AlreadyWithdrew(Exception):
    """Somebody else has recorded the withdrawal. The text may be shown."""


@transaction.atomic
def withdraw(
    participant: Participant,
    *,
    reason: WithdrawalReason,
    offer_open: bool,
    future_contact_ok: bool,
    may_tell_other_side: bool,
    happened_on: date,
    by: Actor,
    now: datetime,
    note: str = "",
) -> Withdrawal:
    """Somebody steps back, at any time and at any stage, and everything about them stops at once.

    The clearance stays, as others may go on. Raises AlreadyWithdrew, ImpossibleDay.
    """
    by.must(Perm.CASE_WORK)
    case = locked(participant.case, by=by)
    row = participant_of(case, participant, by)
    if row.status == ParticipantStatus.WITHDREW:
        raise AlreadyWithdrew(_("Somebody else has recorded this withdrawal already."))
    must_have_happened(case, happened_on, by=by, now=now)
    left = Withdrawal.objects.create(
        participant=row,
        stage=case.stage,
        reason=reason,
        happened_on=happened_on,
        offer_open=offer_open,
        future_contact_ok=future_contact_ok,
        may_tell_other_side=may_tell_other_side,
        note=note,
        **stamp(by, now),
    )
    _stop(row, left, by, now)
    tell(
        case,
        "participant.withdrew",
        row,
        by=by,
        now=now,
        on=happened_on,
        about=row,
        row=left,
        reason=str(reason),
    )
    return left


def _stop(row: Participant, left: Withdrawal, by: Actor, now: datetime) -> None:
    """End their pairs, withdraw their consent to take part, cancel what was planned with them."""
    if not left.future_contact_ok:
        row.may_contact = Answer.NO
        row.save(update_fields=["may_contact"])
    now_stands(row, ParticipantStatus.WITHDREW)
    _withdraw_consent(row, left.happened_on, by, now)
    cancel_planned(row, by=by)


def _withdraw_consent(row: Participant, happened_on: date, by: Actor, now: datetime) -> None:
    given = (
        row.consents
        .filter(purpose=ConsentPurpose.PARTICIPATE)
        .order_by("-happened_on", "-recorded_at")
        .first()
    )
    if given is None or given.state != ConsentState.GIVEN:
        return
    Consent.objects.create(
        participant=row,
        purpose=ConsentPurpose.PARTICIPATE,
        state=ConsentState.WITHDRAWN,
        happened_on=max(happened_on, given.happened_on),
        method=ConsentMethod.VERBAL,
        wording_version=given.wording_version,
        **stamp(by, now),
    )


def cancel_planned(*participants: Participant, by: Actor) -> int:
    """Cancel the sessions that are still planned with them; returns how many."""
    rows = Session.objects.visible_to(by).filter(
        participant__in=participants, attendance=Attendance.PLANNED
    )
    return rows.update(attendance=Attendance.CANCELLED)
