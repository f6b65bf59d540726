"""The consent ledger: lines are added, never altered; the latest line of a purpose holds."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from areas.actor import Actor
from cases.models import Consent, Participant
from cases.queries.consents import given_now, guardians_of
from cases.stages import ConsentMethod, ConsentPurpose, ConsentState
from people.models import Answer

from .activity import must_have_happened, stamp
from .case_work import WorkRefused, work_with
from .on_the_way import forget_agreements
from .plans import leave_meetings
from .timeline import tell


class NothingToWithdraw(WorkRefused):
    """Only what was given can be withdrawn."""


class NotTheirGuardian(WorkRefused):
    """Beside a person answers a parent or guardian of their side of the case, and nobody else."""


@transaction.atomic
def record_consent(
    participant: Participant,
    *,
    purpose: str,
    state: str,
    happened_on: date,
    method: str,
    wording_version: str,
    by: Actor,
    now: datetime,
    given_by: Participant | None = None,
    witness: str = "",
    capacity_note: str = "",
) -> Consent:
    """Add a line to the ledger for one purpose; raises WorkRefused, ImpossibleDay, CaseClosed.

    What it allows or ends happens at once. `given_by` is the parent or guardian who answered.
    """
    case, participant = work_with(participant, by=by)
    must_have_happened(case, happened_on, by=by, now=now)
    _must_be_theirs(participant, given_by, by)
    if state == ConsentState.WITHDRAWN:
        _must_have_been_given(participant, purpose, given_by, by)
    line = Consent.objects.create(
        participant=participant,
        purpose=ConsentPurpose(purpose),
        state=ConsentState(state),
        happened_on=happened_on,
        method=ConsentMethod(method),
        wording_version=wording_version,
        given_by=given_by,
        witness=witness,
        capacity_note=capacity_note,
        **stamp(by, now),
    )
    _take_effect(line, participant, by=by, now=now)
    codes: dict[str, Any] = {"purpose": str(purpose), "state": str(state)}
    codes |= {"given_by": str(given_by.pk)} if given_by else {}
    tell(case, "consent.recorded", line, by=by, now=now, on=happened_on, about=participant, **codes)
    return line


def _must_be_theirs(participant: Participant, given_by: Participant | None, by: Actor) -> None:
    if given_by and not guardians_of(participant, by).filter(pk=given_by.pk).exists():
        raise NotTheirGuardian(
            _("Only a parent or guardian of theirs in this case can answer beside them.")
        )


def _must_have_been_given(
    participant: Participant, purpose: str, given_by: Participant | None, by: Actor
) -> None:
    stands = {(line.purpose, line.given_by_id is None) for line in given_now(participant, by)}
    if (purpose, given_by is None) not in stands:
        raise NothingToWithdraw(
            _("No consent for this stands, so none can be withdrawn. Record it as refused.")
        )


def _take_effect(line: Consent, participant: Participant, *, by: Actor, now: datetime) -> None:
    """Whether they may be contacted follows what they say of it: a no of either at once. After a no
    to taking part they are expected at no meeting, after one to sharing each thing is asked anew.
    """
    if line.state != ConsentState.GIVEN:
        if line.purpose == ConsentPurpose.PARTICIPATE:
            leave_meetings(participant, by=by, now=now)
        if line.purpose == ConsentPurpose.SHARE_OTHER_SIDE:
            forget_agreements(participant, by=by)
    if line.purpose == ConsentPurpose.CONTACT:
        _may_be_contacted(line, participant)


def _may_be_contacted(line: Consent, participant: Participant) -> None:
    if line.state == ConsentState.GIVEN and line.given_by_id is not None:
        return
    may = Answer.YES if line.state == ConsentState.GIVEN else Answer.NO
    if participant.may_contact != may:
        participant.may_contact = may
        participant.version += 1
        participant.save(update_fields=["may_contact", "version"])
