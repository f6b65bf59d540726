"""Sessions with one participant: planned and then recorded, or recorded at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from areas.actor import Actor
from cases.models import Case, Participant, Session
from cases.stages import Attendance, Meeting, SessionPurpose

from .activity import ImpossibleDay, must_have_happened, stamp
from .case_work import SomebodyWasFirst, WorkRefused, work_on, work_with
from .participants import reached
from .timeline import tell


class NoLength(WorkRefused):
    """A session that was held lasted some minutes."""


@transaction.atomic
def plan_session(
    participant: Participant,
    *,
    purpose: str,
    meeting: str,
    happened_at: datetime,
    by: Actor,
    now: datetime,
    place: str = "",
    note: str = "",
) -> Session:
    """Plan a session for a time to come; raises WorkRefused."""
    case, participant = work_with(participant, by=by)
    if happened_at <= now:
        raise ImpossibleDay(_("A planned session lies in the future. Record a past one as held."))
    session = Session.objects.create(
        participant=participant,
        purpose=SessionPurpose(purpose),
        meeting=Meeting(meeting),
        attendance=Attendance.PLANNED,
        happened_at=happened_at,
        place=place,
        note=note,
        **stamp(by, now),
    )
    tell(case, "session.planned", session, by=by, now=now, about=participant, purpose=purpose)
    return session


@transaction.atomic
def record_session(
    participant: Participant,
    *,
    purpose: str,
    meeting: str,
    happened_at: datetime,
    by: Actor,
    now: datetime,
    attendance: str = Attendance.HELD,
    minutes: int | None = None,
    place: str = "",
    note: str = "",
) -> Session:
    """Record a session that had not been planned; raises WorkRefused."""
    case, participant = work_with(participant, by=by)
    session = Session(
        participant=participant,
        purpose=SessionPurpose(purpose),
        meeting=Meeting(meeting),
        **stamp(by, now),
    )
    answers: dict[str, Any] = {
        "happened_at": happened_at,
        "minutes": minutes,
        "place": place,
        "note": note,
    }
    return _write(session, case, attendance=Attendance(attendance), by=by, now=now, **answers)


@transaction.atomic
def settle_session(
    session: Session,
    *,
    attendance: str,
    happened_at: datetime,
    by: Actor,
    now: datetime,
    minutes: int | None = None,
    place: str = "",
    note: str = "",
) -> Session:
    """Say what became of a planned session; raises WorkRefused, SomebodyWasFirst."""
    case = work_on(session.participant.case, by=by)
    rows = Session.objects.visible_to(by).select_for_update()
    session = rows.get(pk=session.pk, participant__case=case)
    if session.attendance != Attendance.PLANNED:
        raise SomebodyWasFirst(_("This session has been recorded already."))
    answers: dict[str, Any] = {
        "happened_at": happened_at,
        "minutes": minutes,
        "place": place,
        "note": note,
    }
    return _write(session, case, attendance=Attendance(attendance), by=by, now=now, **answers)


def _write(
    session: Session,
    case: Case,
    *,
    attendance: Attendance,
    happened_at: datetime,
    minutes: int | None,
    place: str,
    note: str,
    by: Actor,
    now: datetime,
) -> Session:
    if attendance == Attendance.HELD and not minutes:
        raise NoLength(_("Enter how many minutes the session lasted."))
    if attendance != Attendance.CANCELLED:
        must_have_happened(case, happened_at, by=by, now=now)
    session.attendance = attendance
    session.happened_at = happened_at
    session.minutes = minutes if attendance == Attendance.HELD else None
    session.place, session.note = place, note
    session.save()
    if attendance == Attendance.HELD:
        reached(session.participant, two_way=True)
    tell(
        case,
        "session.recorded",
        session,
        by=by,
        now=now,
        on=min(happened_at, now),
        about=session.participant,
        attendance=attendance.value,
        purpose=session.purpose,
    )
    return session
