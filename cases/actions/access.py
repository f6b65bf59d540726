"""Asking a prison to let a facilitator in, asking again, and what it answered (field guide 9)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.scoping import save_version
from areas.working_days import add_working_days
from cases.models import AccessRequest, Case, Participant
from cases.queries.establishments import establishments, name_of
from cases.stages import Access

from .activity import ImpossibleDay, must_have_happened, stamp
from .case_work import SomebodyWasFirst, work_with
from .custody_rows import CustodyRefused, row_of
from .timeline import tell

CHASED_AFTER = 10
"""Working days until a prison is asked again."""
WAITING = (Access.ASKED, Access.CHASED)
ANSWERS = (Access.GRANTED, Access.REFUSED)


@transaction.atomic
def ask_for_access(
    participant: Participant,
    *,
    establishment: str,
    asked_on: date,
    note: str,
    by: Actor,
    now: datetime,
) -> AccessRequest:
    """A prison was asked to let a facilitator see somebody.

    Raises CustodyRefused where it has been asked and has not answered, ImpossibleDay, CaseClosed.
    """
    case, participant = work_with(participant, by=by)
    must_have_happened(case, asked_on, by=by, now=now)
    if establishment not in establishments():
        raise CustodyRefused(_("Choose a prison from the register."))
    rows = AccessRequest.objects.visible_to(by).filter(participant=participant, state__in=WAITING)
    if rows.filter(establishment=establishment).exists():
        raise CustodyRefused(
            _("%(prison)s has been asked already and has not answered. Ask it again instead.")
            % {"prison": name_of(establishment)}
        )
    row = AccessRequest.objects.create(
        participant=participant,
        establishment=establishment,
        asked_on=asked_on,
        chase_on=add_working_days(asked_on, CHASED_AFTER),
        note=note,
        **stamp(by, now),
    )
    _tell(case, row, "access.asked", by=by, now=now, on=asked_on)
    return row


@transaction.atomic
def chase_access(
    row: AccessRequest, *, chased_on: date, version: int, by: Actor, now: datetime
) -> AccessRequest:
    """The prison was asked again; the next time is ten working days later.

    Raises ImpossibleDay, Stale, SomebodyWasFirst, CaseClosed.
    """
    case, row = _waiting(row, on=chased_on, by=by, now=now)
    row.state, row.chase_on = Access.CHASED, add_working_days(chased_on, CHASED_AFTER)
    save_version(row, version=version, fields=["state", "chase_on"])
    _tell(case, row, "access.chased", by=by, now=now, on=chased_on)
    return row


@transaction.atomic
def answer_access(
    row: AccessRequest,
    *,
    state: str,
    answered_on: date,
    note: str,
    version: int,
    by: Actor,
    now: datetime,
) -> AccessRequest:
    """The prison let the facilitator in, or did not; asking once more is a request of its own.

    Raises CustodyRefused, ImpossibleDay, Stale, SomebodyWasFirst, CaseClosed.
    """
    case, row = _waiting(row, on=answered_on, by=by, now=now)
    if state not in ANSWERS:
        raise CustodyRefused(_("Say whether access was granted or refused."))
    row.state, row.answered_on = Access(state), answered_on
    row.note = "\n\n".join(part for part in (row.note, note) if part)
    save_version(row, version=version, fields=["state", "answered_on", "note"])
    _tell(case, row, f"access.{row.state}", by=by, now=now, on=answered_on)
    return row


def _waiting(
    row: AccessRequest, *, on: date, by: Actor, now: datetime
) -> tuple[Case, AccessRequest]:
    """The request, locked, if the prison has not answered it; not before it was asked."""
    case, _participant, row = row_of(row, by=by)
    if row.state not in WAITING:
        raise SomebodyWasFirst(_("Somebody else has recorded the answer already."))
    must_have_happened(case, on, by=by, now=now)
    if on < row.asked_on:
        raise ImpossibleDay(_("The date cannot be before the day on which the prison was asked."))
    return case, row


def _tell(case: Case, row: AccessRequest, kind: str, *, by: Actor, now: datetime, on: date) -> None:
    about, where = row.participant, row.establishment
    tell(case, kind, row, by=by, now=now, on=on, about=about, establishment=where)
