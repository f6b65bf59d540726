"""What became of one meeting of a programme: held, moved, or it did not take place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.actor import Actor
from audit.record import record
from cases.models import Enrolment, Programme, ProgrammeSession, SessionPlace
from cases.queries.programmes import expected_at
from cases.stages import Attendance, WhoseDoing

from .activity import ImpossibleDay
from .case_work import SomebodyWasFirst
from .participants import reached
from .programmes import run_by
from .seats import may_sit_together
from .timeline import tell


@transaction.atomic
def hold_meeting(
    meeting: ProgrammeSession,
    *,
    came: Iterable[Enrolment],
    minutes: int,
    by: Actor,
    now: datetime,
    note: str = "",
) -> ProgrammeSession:
    """Write down who came; everybody else who was expected did not. Raises WorkRefused,
    SomebodyWasFirst, ImpossibleDay.

    That two sat together whom an order forbids contact waits until a manager agrees. Told in the
    case of each, and a meeting with one counts as engagement (rule C07).
    """
    programme, meeting = _planned(meeting, by=by)
    if meeting.happened_at > now:
        raise ImpossibleDay(_("This meeting lies in the future. Move it first if it was earlier."))
    present, expected = {one.pk for one in came}, expected_at(meeting, by)
    on = timezone.localdate(meeting.happened_at)
    may_sit_together([one for one in expected if one.pk in present], on=on, by=by, now=now)
    for place in expected:
        _note(place, meeting, came=place.pk in present, by=by, now=now)
    meeting.minutes, meeting.note = minutes, note
    return _settle(programme, meeting, Attendance.HELD, by=by)


def _note(
    place: Enrolment, meeting: ProgrammeSession, *, came: bool, by: Actor, now: datetime
) -> None:
    SessionPlace.objects.create(area_id=by.area_id, session=meeting, enrolment=place, came=came)
    if came:
        reached(place.participant, two_way=True)
    codes: dict[str, Any] = {"number": meeting.number, "came": came}
    tell(
        place.participant.case,
        "programme.attended",
        place,
        by=by,
        now=now,
        on=meeting.happened_at,
        about=place.participant,
        **codes,
    )


@transaction.atomic
def cancel_meeting(
    meeting: ProgrammeSession, *, whose_doing: str, by: Actor, now: datetime, note: str = ""
) -> ProgrammeSession:
    """Write down that it did not take place, and whose doing that was."""
    programme, meeting = _planned(meeting, by=by)
    meeting.whose_doing, meeting.note = WhoseDoing(whose_doing), note
    return _settle(programme, meeting, Attendance.CANCELLED, by=by)


@transaction.atomic
def move_meeting(
    meeting: ProgrammeSession,
    *,
    to: datetime,
    whose_doing: str,
    by: Actor,
    now: datetime,
    note: str = "",
) -> ProgrammeSession:
    """Give it another time; when it was to be stays in the audit. Raises ImpossibleDay, and
    WorkRefused where an order forbids two who are expected contact on that day.
    """
    _programme, meeting = _planned(meeting, by=by)
    if to <= now:
        raise ImpossibleDay(_("Choose a time to come."))
    former, meeting.happened_at = meeting.happened_at, to
    expected, on = expected_at(meeting, by), timezone.localdate(to)
    may_sit_together(expected, on=on, by=by, now=now)
    meeting.whose_doing, meeting.note = WhoseDoing(whose_doing), note
    meeting.version += 1
    meeting.save()
    codes: dict[str, Any] = {"former": former.isoformat(), "to": to.isoformat()}
    record("programme.meeting_moved", meeting, by=by, **codes, whose_doing=meeting.whose_doing)
    return meeting


def _planned(meeting: ProgrammeSession, *, by: Actor) -> tuple[Programme, ProgrammeSession]:
    programme = run_by(meeting.programme, by=by)
    rows = ProgrammeSession.objects.visible_to(by).select_for_update()
    meeting = rows.get(pk=meeting.pk, programme=programme)
    if meeting.attendance != Attendance.PLANNED:
        raise SomebodyWasFirst(_("Somebody has recorded this meeting already."))
    return programme, meeting


def _settle(
    programme: Programme, meeting: ProgrammeSession, attendance: Attendance, *, by: Actor
) -> ProgrammeSession:
    """The programme ends with the last of its meetings, unless it has ended before."""
    meeting.attendance = attendance
    meeting.version += 1
    meeting.save()
    meetings = ProgrammeSession.objects.visible_to(by).filter(programme=programme)
    goes_on = meetings.filter(attendance=Attendance.PLANNED).exists()
    if programme.ended_on is None and not goes_on:
        last = max(meetings.values_list("happened_at", flat=True))
        programme.ended_on = timezone.localdate(last)
        programme.version += 1
        programme.save(update_fields=["ended_on", "version"])
    record("programme.meeting_recorded", meeting, by=by, attendance=attendance.value)
    return meeting
