"""The consent ledger: lines are added, never altered; the latest line of a purpose holds."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.models import Agency
from cases.models import Case, Consent, Participant
from cases.queries.consents import given_now, guardians_of
from cases.queries.standing import none_given
from cases.stages import (
    LEFT,
    ConsentMethod,
    ConsentPurpose,
    ConsentState,
    ParticipantStatus,
    Stage,
    WhoseDoing,
)
from people.models import Answer

from .activity import must_have_happened, must_not_be_closed, stamp
from .case_work import WorkRefused, work_with_also_closed
from .on_the_way import forget_agreements
from .participants import now_stands
from .plans import stop_everything
from .timeline import tell


class NothingToWithdraw(WorkRefused):
    """Only what was given can be withdrawn."""


class WhichAgency(WorkRefused):
    """Sharing with an agency is agreed, refused and taken back for one agency at a time."""


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
    agency: Agency | None = None,
    witness: str = "",
    capacity_note: str = "",
) -> Consent:
    """Add a line to the ledger for one purpose; raises WorkRefused, ImpossibleDay, CaseClosed.

    What it allows or ends happens at once. A no is taken in a closed case too. `given_by` is the
    parent or guardian who answered, `agency` with whom something is shared, where that was asked.
    """
    case, participant = work_with_also_closed(participant, by=by)
    must_have_happened(case, happened_on, by=by, now=now)
    agency = _which_agency(purpose, agency, by)
    _may_be_said(participant, state, (purpose, agency, given_by), by)
    line = Consent.objects.create(
        participant=participant,
        purpose=ConsentPurpose(purpose),
        state=ConsentState(state),
        happened_on=happened_on,
        method=ConsentMethod(method),
        wording_version=wording_version,
        given_by=given_by,
        agency=agency,
        witness=witness,
        capacity_note=capacity_note,
        **stamp(by, now),
    )
    stopped = _take_effect(line, participant, by=by, now=now)
    _tell(case, line, stopped, by=by, now=now)
    return line


Asked = tuple[str, Agency | None, Participant | None]
"""A purpose, the agency that it is about, and the parent or guardian who answered."""


def _may_be_said(participant: Participant, state: str, asked: Asked, by: Actor) -> None:
    """Nothing is given in a closed case, and only what was given is taken back."""
    if state == ConsentState.GIVEN:
        must_not_be_closed(participant.case)
    _must_be_theirs(participant, asked[2], by)
    if state == ConsentState.WITHDRAWN:
        _must_have_been_given(participant, asked, by)


def _must_be_theirs(participant: Participant, given_by: Participant | None, by: Actor) -> None:
    if given_by and not guardians_of(participant, by).filter(pk=given_by.pk).exists():
        raise NotTheirGuardian(
            _("Only a parent or guardian of theirs in this case can answer beside them.")
        )


def _which_agency(purpose: str, agency: Agency | None, by: Actor) -> Agency | None:
    if purpose != ConsentPurpose.SHARE_AGENCY:
        return None
    if agency is None:
        raise WhichAgency(_("Select the agency with which it is shared."))
    return Agency.objects.visible_to(by).get(pk=agency.pk)


def _must_have_been_given(participant: Participant, asked: Asked, by: Actor) -> None:
    purpose, agency, given_by = asked
    stands = {
        (line.purpose, line.agency, line.given_by_id is None) for line in given_now(participant, by)
    }
    if (purpose, agency, given_by is None) not in stands:
        raise NothingToWithdraw(
            _("No consent for this stands, so none can be withdrawn. Record it as refused.")
        )


def _take_effect(
    line: Consent, participant: Participant, *, by: Actor, now: datetime
) -> dict[str, int]:
    """Whether they may be contacted follows what they say of it: a no of either at once. After a no
    to taking part everything planned and on its way stops; after one to sharing each thing is asked
    anew. Returns how many of each thing stopped.
    """
    if line.purpose == ConsentPurpose.CONTACT:
        _may_be_contacted(line, participant)
    if line.state == ConsentState.GIVEN:
        return {}
    if line.purpose == ConsentPurpose.SHARE_OTHER_SIDE:
        forget_agreements(participant, by=by)
    if line.purpose != ConsentPurpose.PARTICIPATE or _agreed_since(line, by):
        return {}
    _stands_so_no_more(line, participant, by=by, now=now)
    on, whose = line.happened_on, WhoseDoing.PARTICIPANT
    return stop_everything(participant, on=on, whose_doing=whose, by=by, now=now)


def _agreed_since(line: Consent, by: Actor) -> bool:
    """Whether the same one said yes on a later day: a no written down late stops nothing."""
    rows = Consent.objects.visible_to(by).filter(
        participant=line.participant, purpose=line.purpose, given_by=line.given_by
    )
    return rows.filter(happened_on__gt=line.happened_on, state=ConsentState.GIVEN).exists()


def _stands_so_no_more(
    line: Consent, participant: Participant, *, by: Actor, now: datetime
) -> None:
    """Whoever says no themselves prefers not to, without a reason, until they step back by its own
    form or somebody says otherwise. That they took part stays true, and so does where they stood
    when the case was closed.
    """
    if line.given_by_id is not None or participant.case.stage == Stage.CLOSED:
        return
    if participant.status in {*LEFT, ParticipantStatus.PARTICIPATED}:
        return
    declined = ParticipantStatus.DECLINED
    participant.reason = none_given(participant, declined)
    participant.recontact_on = None
    participant.save(update_fields=["reason", "recontact_on"])
    now_stands(participant, declined)
    codes: dict[str, Any] = {"fields": ["status", "reason"], "status": str(declined)}
    codes["reason"] = str(participant.reason)
    case = participant.case
    tell(case, "participant.stands", participant, by=by, now=now, about=participant, **codes)


def _tell(case: Case, line: Consent, stopped: dict[str, int], *, by: Actor, now: datetime) -> None:
    codes: dict[str, Any] = {"purpose": str(line.purpose), "state": str(line.state), **stopped}
    codes |= {"given_by": str(line.given_by_id)} if line.given_by_id else {}
    on, about = line.happened_on, line.participant
    tell(case, "consent.recorded", line, by=by, now=now, on=on, about=about, **codes)


def _may_be_contacted(line: Consent, participant: Participant) -> None:
    if line.state == ConsentState.GIVEN and line.given_by_id is not None:
        return
    may = Answer.YES if line.state == ConsentState.GIVEN else Answer.NO
    if participant.may_contact != may:
        participant.may_contact = may
        participant.version += 1
        participant.save(update_fields=["may_contact", "version"])
