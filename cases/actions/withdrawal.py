"""Stepping back, at any time and at any stage, and what it stops."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.roles import Perm
from cases.models import Consent, Participant, Withdrawal
from cases.queries.consents import given_now
from cases.queries.leaving import ENDS_ANYWAY
from cases.stages import (
    ConsentMethod,
    ConsentPurpose,
    ConsentState,
    ParticipantStatus,
    WhoseDoing,
    WithdrawalReason,
)
from people.models import Answer
from ui.dates import day

from .activity import ImpossibleDay, locked, must_have_happened, stamp
from .case_work import SomebodyWasFirst, work_with_also_closed
from .participants import now_stands, participant_of
from .plans import stop_everything
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
    consents: Sequence[str] = (),
) -> Withdrawal:
    """Somebody steps back, and everything about them stops at once, in this transaction.

    `consents` are the purposes that they take back besides those that end with the process. The
    clearance stays, as others may go on. Raises AlreadyWithdrew, ImpossibleDay.
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
    stopped = _stop(row, left, consents, by=by, now=now)
    codes: dict[str, Any] = {"reason": str(reason), **stopped}
    on = happened_on
    tell(case, "participant.withdrew", row, by=by, now=now, on=on, about=row, row=left, **codes)
    return left


def _stop(
    row: Participant, left: Withdrawal, consents: Sequence[str], *, by: Actor, now: datetime
) -> dict[str, int]:
    """End what is between them and others, what is planned, on its way and agreed; how many of
    each.
    """
    row.recontact_on = None
    if not left.future_contact_ok:
        row.may_contact = Answer.NO
    row.save(update_fields=["may_contact", "recontact_on"])
    now_stands(row, ParticipantStatus.WITHDREW)
    ending = {*ENDS_ANYWAY, *consents}
    if not left.future_contact_ok:
        ending.add(ConsentPurpose.CONTACT)
    whose, on = WhoseDoing.PARTICIPANT, left.happened_on
    stopped = stop_everything(row, on=on, whose_doing=whose, by=by, now=now)
    ended = _end_consents(row, ending, on, by=by, now=now)
    return {**stopped, "consents": ended} if ended else stopped


def _end_consents(
    row: Participant, ending: set[str], happened_on: date, *, by: Actor, now: datetime
) -> int:
    """A line for each that stands, of theirs and of a parent or guardian beside them."""
    given = [line for line in given_now(row, by) if line.purpose in ending]
    for line in given:
        Consent.objects.create(
            participant=row,
            purpose=line.purpose,
            state=ConsentState.WITHDRAWN,
            happened_on=max(happened_on, line.happened_on),
            method=ConsentMethod.VERBAL,
            wording_version=line.wording_version,
            given_by=line.given_by,
            agency=line.agency,
            **stamp(by, now),
        )
    return len(given)


@transaction.atomic
def other_side_told(left: Withdrawal, *, told_on: date, by: Actor, now: datetime) -> Withdrawal:
    """Write down, once, on which day the other side was told that it does not go on; in a closed
    case too. Raises SomebodyWasFirst, ImpossibleDay.
    """
    case, row = work_with_also_closed(left.participant, by=by)
    rows = Withdrawal.objects.visible_to(by).select_for_update(of=("self",))
    left = rows.get(pk=left.pk, participant=row)
    if left.told_on is not None:
        raise SomebodyWasFirst(_("Somebody has recorded already that the other side was told."))
    must_have_happened(case, told_on, by=by, now=now)
    if told_on < left.happened_on:
        raise ImpossibleDay(
            _("The day cannot be before %(day)s, when they stepped back.")
            % {"day": day(left.happened_on)}
        )
    left.told_on, left.told_by = told_on, by.user
    left.save(update_fields=["told_on", "told_by"])
    tell(case, "withdrawal.told", left, by=by, now=now, on=told_on, about=row)
    return left
