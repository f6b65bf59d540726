"""Sessions with one participant: planned and then recorded, recorded at once, or moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from areas.actor import Actor
from cases.models import Case, Companion, Participant, Session
from cases.stages import Attendance, Meeting, SessionPurpose, WhoseDoing

from .activity import ImpossibleDay, stamp
from .case_work import SomebodyWasFirst, WorkRefused, work_on, work_with
from .safe_contact import must_be_allowed_to_meet
from .session_written import Details, NobodyNamed, accompany, write_down
from .session_written import NoLength as NoLength
from .session_written import NotOfThisSide as NotOfThisSide
from .timeline import tell


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
    establishment: str = "",
    note: str = "",
    companions: Sequence[Participant] = (),
    against_wishes: str = "",
) -> Session:
    """Plan a session for a time to come; raises WorkRefused, ImpossibleDay.

    With somebody who must not be contacted, or by a call that they did not allow, only if it says
    why.
    """
    case, participant = work_with(participant, by=by)
    codes: dict[str, Any] = {"purpose": purpose}
    how: dict[str, Any] = {"meeting": meeting, "at": happened_at, "despite": against_wishes}
    codes |= must_be_allowed_to_meet(participant, by=by, **how)
    if happened_at <= now:
        raise ImpossibleDay(_("A planned session lies in the future. Record a past one as held."))
    session = Session.objects.create(
        participant=participant,
        purpose=SessionPurpose(purpose),
        meeting=Meeting(meeting),
        attendance=Attendance.PLANNED,
        happened_at=happened_at,
        place=place,
        establishment=establishment,
        note=note,
        **stamp(by, now),
    )
    accompany(session, companions, by=by)
    tell(case, "session.planned", session, by=by, now=now, about=participant, **codes)
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
    against_wishes: str = "",
    **details: Unpack[Details],
) -> Session:
    """Record a session that had not been planned; raises WorkRefused, ImpossibleDay.

    `against_wishes` as in planning one, unless it was cancelled.
    """
    case, participant = work_with(participant, by=by)
    codes: dict[str, str] = {}
    if attendance != Attendance.CANCELLED:
        how: dict[str, Any] = {"meeting": meeting, "at": happened_at, "despite": against_wishes}
        codes = must_be_allowed_to_meet(participant, by=by, **how)
    session = Session(
        participant=participant,
        purpose=SessionPurpose(purpose),
        meeting=Meeting(meeting),
        attendance=Attendance(attendance),
        happened_at=happened_at,
        **stamp(by, now),
    )
    return _write(session, case, details, by=by, now=now, codes=codes)


@transaction.atomic
def settle_session(
    session: Session,
    *,
    attendance: str,
    happened_at: datetime,
    by: Actor,
    now: datetime,
    **details: Unpack[Details],
) -> Session:
    """Say what became of a planned session; raises WorkRefused, ImpossibleDay, SomebodyWasFirst.

    What is not told stays as it was planned.
    """
    case, session = _planned(session, by=by)
    session.attendance, session.happened_at = Attendance(attendance), happened_at
    return _write(session, case, details, by=by, now=now)


@transaction.atomic
def move_session(
    session: Session,
    *,
    happened_at: datetime,
    whose_doing: str,
    by: Actor,
    now: datetime,
    why: str = "",
    place: str | None = None,
    establishment: str | None = None,
    against_wishes: str = "",
) -> Session:
    """Put another session in the place of a planned one, which keeps who asked and why.

    `against_wishes` as in planning one. The new one has the note and the companions of the old.
    Raises WorkRefused, ImpossibleDay, SomebodyWasFirst.
    """
    case, session = _planned(session, by=by)
    if happened_at <= now:
        raise ImpossibleDay(_("A session is moved to a time to come."))
    if happened_at == session.happened_at:
        raise WorkRefused(_("That is the time at which it is planned already."))
    if not whose_doing:
        raise NobodyNamed(_("Select who asked to move it."))
    how: dict[str, Any] = {"meeting": session.meeting, "at": happened_at, "despite": against_wishes}
    despite = must_be_allowed_to_meet(session.participant, by=by, **how)
    where = {
        "place": session.place if place is None else place,
        "establishment": session.establishment if establishment is None else establishment,
    }
    successor = _successor(session, happened_at=happened_at, by=by, now=now, **where)
    session.attendance, session.moved_to = Attendance.MOVED, successor
    session.whose_doing, session.note = WhoseDoing(whose_doing), why
    session.save()
    codes: dict[str, Any] = {"purpose": session.purpose, "whose_doing": str(whose_doing), **despite}
    about = session.participant
    tell(case, "session.moved", session, by=by, now=now, about=about, **codes)
    return successor


def _successor(
    session: Session, *, happened_at: datetime, by: Actor, now: datetime, **where: str
) -> Session:
    """The session that takes the place of another, with its note and companions."""
    row = Session.objects.create(
        participant=session.participant,
        purpose=session.purpose,
        meeting=session.meeting,
        attendance=Attendance.PLANNED,
        happened_at=happened_at,
        note=session.note,
        **where,
        **stamp(by, now),
    )
    others = Companion.objects.visible_to(by).filter(session=session)
    others = others.select_related("participant")
    accompany(row, [one.participant for one in others], by=by)
    return row


def _planned(session: Session, *, by: Actor) -> tuple[Case, Session]:
    """The open case and the session, both locked, if nobody has said what became of it."""
    case = work_on(session.participant.case, by=by)
    rows = Session.objects.visible_to(by).select_for_update(of=("self",))
    row = rows.get(pk=session.pk, participant__case=case)
    if row.attendance != Attendance.PLANNED:
        raise SomebodyWasFirst(_("This session has been recorded already."))
    return case, row


def _write(
    session: Session,
    case: Case,
    told: Details,
    *,
    by: Actor,
    now: datetime,
    codes: Mapping[str, str] | None = None,
) -> Session:
    write_down(session, case, told, by=by, now=now)
    _tell(session, case, codes or {}, by=by, now=now)
    return session


def _tell(
    session: Session, case: Case, also: Mapping[str, str], *, by: Actor, now: datetime
) -> None:
    codes: dict[str, Any] = {"attendance": str(session.attendance), "purpose": session.purpose}
    codes |= also
    if session.whose_doing:
        codes["whose_doing"] = str(session.whose_doing)
    on, about = min(session.happened_at, now), session.participant
    tell(case, "session.recorded", session, by=by, now=now, on=on, about=about, **codes)
