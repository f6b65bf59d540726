"""Sessions with one participant: planned and then recorded, recorded at once, or moved."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from areas.actor import Actor
from cases.models import Case, Companion, Participant, Session
from cases.stages import Attendance, Meeting, SessionPurpose, Side, WhoseDoing
from cases.stages.prompts import Prompt
from ui.dates import hour

from .activity import ImpossibleDay, must_have_happened, stamp
from .case_work import SomebodyWasFirst, WorkRefused, work_on, work_with
from .information import given
from .participants import reached
from .safe_contact import must_be_contactable
from .timeline import tell

ROUNDED = timedelta(minutes=15)
"""By how much the length of a session that has just ended may be rounded up."""
WITH_PEOPLE = (Attendance.PLANNED, Attendance.HELD)


class NoLength(WorkRefused):
    """A session that was held lasted some minutes."""


class NobodyNamed(WorkRefused):
    """A cancelled or moved session says whose doing it was."""


class NotOfThisSide(WorkRefused):
    """Preparation is with one side: nobody of another side or case is there."""


class Details(TypedDict, total=False):
    """What may be told of a session besides when it is and what became of it.

    `prompts` are answers by the code of the question; `companions` who else of the side is there;
    `information` what they were told of restorative justice, which counts as informed.
    """

    minutes: int | None
    place: str
    establishment: str
    travel_minutes: int | None
    whose_doing: str
    note: str
    prompts: Mapping[str, str]
    companions: Sequence[Participant]
    information: Sequence[str]
    information_format: str
    information_language: str


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

    With somebody who must not be contacted only if it says why.
    """
    case, participant = work_with(participant, by=by)
    codes: dict[str, Any] = {"purpose": purpose}
    codes |= must_be_contactable(participant, despite=against_wishes)
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
    _accompany(session, companions, by=by)
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
    **details: Unpack[Details],
) -> Session:
    """Record a session that had not been planned; raises WorkRefused, ImpossibleDay."""
    case, participant = work_with(participant, by=by)
    session = Session(
        participant=participant,
        purpose=SessionPurpose(purpose),
        meeting=Meeting(meeting),
        attendance=Attendance(attendance),
        happened_at=happened_at,
        **stamp(by, now),
    )
    return _write(session, case, details, by=by, now=now)


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
    despite = must_be_contactable(session.participant, despite=against_wishes)
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
    _accompany(row, [one.participant for one in others], by=by)
    return row


def _planned(session: Session, *, by: Actor) -> tuple[Case, Session]:
    """The open case and the session, both locked, if nobody has said what became of it."""
    case = work_on(session.participant.case, by=by)
    rows = Session.objects.visible_to(by).select_for_update(of=("self",))
    row = rows.get(pk=session.pk, participant__case=case)
    if row.attendance != Attendance.PLANNED:
        raise SomebodyWasFirst(_("This session has been recorded already."))
    return case, row


def _write(session: Session, case: Case, told: Details, *, by: Actor, now: datetime) -> Session:
    minutes = told.get("minutes")
    _must_be_possible(session, case, minutes, told.get("whose_doing", ""), by=by, now=now)
    held = session.attendance == Attendance.HELD
    session.minutes = minutes if held else None
    cancelled = session.attendance == Attendance.CANCELLED
    session.whose_doing = WhoseDoing(told["whose_doing"]) if cancelled else ""
    for name in ("place", "establishment", "travel_minutes", "note"):
        setattr(session, name, told.get(name, getattr(session, name)))
    answered = {Prompt(code).value: text for code, text in told.get("prompts", {}).items() if text}
    session.prompts = json.dumps(answered) if answered and held else ""
    _inform(session, told)
    session.save()
    _stay(session, told, by=by)
    if held:
        reached(session.participant, two_way=True)
    _tell(session, case, by=by, now=now)
    return session


def _inform(session: Session, told: Details) -> None:
    """What they were told of restorative justice; raises NobodyWasTold."""
    what, form = told.get("information", ()), told.get("information_format", "")
    language = told.get("information_language", "")
    is_there = session.attendance == Attendance.HELD
    for name, value in given(what, form, language, is_somebody_there=is_there).items():
        setattr(session, name, value)


def _must_be_possible(
    session: Session, case: Case, minutes: int | None, whose: str, *, by: Actor, now: datetime
) -> None:
    if session.attendance == Attendance.CANCELLED:
        if not whose:
            raise NobodyNamed(_("Select who cancelled it."))
        return
    must_have_happened(case, session.happened_at, by=by, now=now)
    if session.attendance != Attendance.HELD:
        return
    if not minutes:
        raise NoLength(_("Enter how many minutes the session lasted."))
    end = session.happened_at + timedelta(minutes=minutes)
    if end > now + ROUNDED:
        raise ImpossibleDay(
            _("It would last until %(hour)s, which is still to come. Record it when it is over.")
            % {"hour": hour(end)}
        )


def _stay(session: Session, told: Details, *, by: Actor) -> None:
    """Who was there: nobody, where it did not take place."""
    if session.attendance not in WITH_PEOPLE:
        _accompany(session, (), by=by)
    elif "companions" in told:
        _accompany(session, told["companions"], by=by)


def _accompany(session: Session, companions: Sequence[Participant], *, by: Actor) -> None:
    """Write down who else is there, in place of who stood there; raises NotOfThisSide."""
    with_whom = session.participant
    for one in companions:
        beside = one.side in {with_whom.side, Side.NEUTRAL} and one.pk != with_whom.pk
        if one.case_id != with_whom.case_id or not beside:
            raise NotOfThisSide(_("Only people of the same side can be at a preparation session."))
    Companion.objects.visible_to(by).filter(session=session).delete()
    Companion.objects.bulk_create(
        Companion(area_id=by.area_id, session=session, participant=one)
        for one in dict.fromkeys(companions)
    )


def _tell(session: Session, case: Case, *, by: Actor, now: datetime) -> None:
    codes: dict[str, Any] = {"attendance": str(session.attendance), "purpose": session.purpose}
    if session.whose_doing:
        codes["whose_doing"] = str(session.whose_doing)
    on, about = min(session.happened_at, now), session.participant
    tell(case, "session.recorded", session, by=by, now=now, on=on, about=about, **codes)
