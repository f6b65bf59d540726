"""The days that matter for a participant, and that somebody has noted that one comes nearer."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.actor import Actor
from cases.models import Case, KeyDate, Participant
from cases.queries.custody import alert_of
from cases.stages import KeyDateKind

from .activity import ImpossibleDay, stamp
from .case_work import SomebodyWasFirst, work_with
from .custody_rows import CustodyRefused, row_of
from .timeline import tell

FARTHEST = 60
"""Years ahead: a day beyond is a slip of the pen."""


@transaction.atomic
def add_key_date(
    participant: Participant, *, kind: str, on: date, by: Actor, now: datetime
) -> KeyDate:
    """Write down a day that is still to come; of one that comes each year, the next.

    Raises CustodyRefused where the same stands already, ImpossibleDay, CaseClosed.
    """
    case, participant = work_with(participant, by=by)
    _must_come(on, now)
    rows = KeyDate.objects.visible_to(by).filter(participant=participant, ended_at=None)
    if rows.filter(kind=kind, on=on).exists():
        raise CustodyRefused(_("This date is written down already."))
    row = KeyDate.objects.create(
        participant=participant, kind=KeyDateKind(kind), on=on, **stamp(by, now)
    )
    _tell(case, row, "key_date.added", by=by, now=now)
    return row


@transaction.atomic
def move_key_date(row: KeyDate, *, on: date, by: Actor, now: datetime) -> KeyDate:
    """The day is another one now: the former stays in the record, and its alerts begin anew.

    Raises SomebodyWasFirst, CustodyRefused, ImpossibleDay, CaseClosed.
    """
    case, participant, row = _standing(row, by=by)
    _must_come(on, now)
    if on == row.on:
        raise CustodyRefused(_("This date is written down already."))
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    moved = KeyDate.objects.create(participant=participant, kind=row.kind, on=on, **stamp(by, now))
    _tell(case, moved, "key_date.moved", by=by, now=now)
    return moved


@transaction.atomic
def end_key_date(row: KeyDate, *, by: Actor, now: datetime) -> KeyDate:
    """It was written down wrongly, or will not come; raises SomebodyWasFirst, CaseClosed."""
    case, _participant, row = _standing(row, by=by)
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    _tell(case, row, "key_date.ended", by=by, now=now)
    return row


@transaction.atomic
def note_key_date(row: KeyDate, *, by: Actor, now: datetime) -> KeyDate:
    """Somebody has seen the alert and done what it asks: it is silent until the next one.

    Raises SomebodyWasFirst, CaseClosed.
    """
    case, _participant, row = _standing(row, by=by)
    months = alert_of(row, timezone.localdate(now))
    if months is None:
        raise SomebodyWasFirst(_("Somebody else has noted this already."))
    row.noted_months = months
    row.save(update_fields=["noted_months"])
    _tell(case, row, "key_date.noted", by=by, now=now)
    return row


def _standing(row: KeyDate, *, by: Actor) -> tuple[Case, Participant, KeyDate]:
    case, participant, row = row_of(row, by=by)
    if row.ended_at is not None:
        raise SomebodyWasFirst(_("Somebody else has changed or removed this date already."))
    return case, participant, row


def _must_come(on: date, now: datetime) -> None:
    today = timezone.localdate(now)
    if on < today:
        raise ImpossibleDay(_("The date must be today or still to come."))
    if on.year > today.year + FARTHEST:
        raise ImpossibleDay(_("Check the year: the date is more than 60 years away."))


def _tell(case: Case, row: KeyDate, kind: str, *, by: Actor, now: datetime) -> None:
    told, on = str(row.kind), row.on.isoformat()
    tell(case, kind, row, by=by, now=now, about=row.participant, date=told, day=on)
