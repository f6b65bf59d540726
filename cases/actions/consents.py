"""The consent ledger: lines are added, never altered; the latest line of a purpose holds."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from areas.actor import Actor
from cases.models import Consent, Participant
from cases.queries.activities import consent_for
from cases.stages import ConsentMethod, ConsentPurpose, ConsentState

from .activity import must_have_happened, stamp
from .case_work import WorkRefused, work_with
from .timeline import tell


class NothingToWithdraw(WorkRefused):
    """Only what was given can be withdrawn."""


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
) -> Consent:
    """Add a line to the ledger for one purpose; raises WorkRefused."""
    case, participant = work_with(participant, by=by)
    must_have_happened(case, happened_on, by=by, now=now)
    if state == ConsentState.WITHDRAWN:
        _must_have_been_given(participant, purpose, by)
    line = Consent.objects.create(
        participant=participant,
        purpose=ConsentPurpose(purpose),
        state=ConsentState(state),
        happened_on=happened_on,
        method=ConsentMethod(method),
        wording_version=wording_version,
        **stamp(by, now),
    )
    tell(
        case,
        "consent.recorded",
        line,
        by=by,
        now=now,
        on=happened_on,
        about=participant,
        purpose=purpose,
        state=state,
    )
    return line


def _must_have_been_given(participant: Participant, purpose: str, by: Actor) -> None:
    held = consent_for(by, participant, purpose)
    if held is None or held.state != ConsentState.GIVEN:
        raise NothingToWithdraw(
            _("No consent for this stands, so none can be withdrawn. Record it as refused.")
        )
