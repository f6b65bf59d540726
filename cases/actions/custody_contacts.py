"""Professionals of other agencies who work with a participant."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.scoping import save_version
from cases.models import AgencyContact, Case, Participant
from cases.stages import AgencyRole

from .activity import ImpossibleDay, stamp
from .case_work import SomebodyWasFirst, work_with
from .custody_rows import row_of
from .timeline import tell

TOLD = ("role", "name", "agency", "email", "telephone")


@transaction.atomic
def add_agency_contact(
    participant: Participant,
    *,
    role: str,
    name: str,
    agency: str,
    email: str,
    telephone: str,
    by: Actor,
    now: datetime,
) -> AgencyContact:
    """Write down who works with a participant for another agency; raises CaseClosed."""
    case, participant = work_with(participant, by=by)
    row = AgencyContact.objects.create(
        participant=participant,
        role=AgencyRole(role),
        name=name,
        agency=agency,
        email=email,
        telephone=telephone,
        **stamp(by, now),
    )
    _tell(case, row, "agency_contact.added", by=by, now=now)
    return row


@transaction.atomic
def change_agency_contact(
    row: AgencyContact, *, version: int, by: Actor, now: datetime, **told: str
) -> AgencyContact:
    """Change what is known of them; raises Stale, SomebodyWasFirst, CaseClosed."""
    case, _participant, row = row_of(row, by=by)
    _must_stand(row)
    changed = [name for name in TOLD if name in told and getattr(row, name) != told[name]]
    for name in changed:
        setattr(row, name, told[name])
    save_version(row, version=version, fields=changed)
    _tell(case, row, "agency_contact.changed", by=by, now=now, fields=changed)
    return row


@transaction.atomic
def end_agency_contact(
    row: AgencyContact, *, until_on: date, version: int, by: Actor, now: datetime
) -> AgencyContact:
    """They do not work with the participant any more, since a day that is not to come.

    Raises ImpossibleDay, Stale, SomebodyWasFirst, CaseClosed.
    """
    case, _participant, row = row_of(row, by=by)
    _must_stand(row)
    if until_on > timezone.localdate(now):
        raise ImpossibleDay(_("The date must be today or in the past."))
    row.until_on = until_on
    save_version(row, version=version, fields=["until_on"])
    _tell(case, row, "agency_contact.ended", by=by, now=now, on=until_on)
    return row


def _must_stand(row: AgencyContact) -> None:
    if row.until_on is not None:
        raise SomebodyWasFirst(_("Somebody else has recorded that they do not do this any more."))


def _tell(
    case: Case,
    row: AgencyContact,
    kind: str,
    *,
    by: Actor,
    now: datetime,
    on: date | None = None,
    **codes: Any,
) -> None:
    role = str(row.role)
    tell(case, kind, row, by=by, now=now, on=on, about=row.participant, role=role, **codes)
