"""What is planned with somebody ends: their sessions, and their place at sessions and meetings of
others.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from areas.actor import Actor
from cases.models import (
    Companion,
    Conference,
    ConferenceAttendance,
    Participant,
    Session,
)
from cases.queries.leaving import meetings_of, places_on_programmes
from cases.stages import Attendance, WhoseDoing

from .on_the_way import stop_on_the_way
from .timeline import tell


def stop_everything(
    participant: Participant, *, on: date, whose_doing: WhoseDoing, by: Actor, now: datetime
) -> dict[str, int]:
    """What is planned with somebody who does not take part any more, and what is on its way from or
    to them, ends; returns how many of each, without what there was none of.

    Called inside the action that says so, with the case locked.
    """
    leave_sessions_of_others(participant, by=by)
    stopped = {
        "sessions": cancel_planned(participant, by=by, whose_doing=whose_doing),
        "meetings": leave_meetings(participant, by=by, now=now),
        "crossing": stop_on_the_way(participant, by=by, now=now),
        "programmes": leave_programmes(participant, on=on, by=by),
    }
    return {what: number for what, number in stopped.items() if number}


def cancel_planned(
    *participants: Participant, by: Actor, whose_doing: WhoseDoing = WhoseDoing.SERVICE
) -> int:
    """Cancel the sessions that are still planned with them; returns how many."""
    rows = Session.objects.visible_to(by).filter(
        participant__in=participants, attendance=Attendance.PLANNED
    )
    return rows.update(attendance=Attendance.CANCELLED, whose_doing=whose_doing)


def leave_sessions_of_others(participant: Participant, *, by: Actor) -> None:
    """They are no longer expected beside somebody else."""
    beside = Companion.objects.visible_to(by).filter(
        participant=participant, session__attendance=Attendance.PLANNED
    )
    beside.delete()


def leave_meetings(participant: Participant, *, by: Actor, now: datetime) -> int:
    """They are expected at no meeting any more; one that has only one side left is cancelled.

    Returns how many meetings they were expected at.
    """
    meetings = meetings_of(participant, by)
    for meeting, goes_on in meetings:
        places = ConferenceAttendance.objects.visible_to(by)
        places.filter(conference=meeting, participant=participant).delete()
        if not goes_on:
            meeting.attendance = Attendance.CANCELLED
        _save_meeting(meeting, participant, by=by, now=now)
    return len(meetings)


def _save_meeting(meeting: Conference, left: Participant, *, by: Actor, now: datetime) -> None:
    meeting.version += 1
    meeting.save(update_fields=["attendance", "version"])
    codes: dict[str, Any] = {"form": meeting.form, "attendance": meeting.attendance}
    tell(meeting.case, "conference.left", meeting, by=by, now=now, about=left, **codes)


def leave_programmes(participant: Participant, *, on: date, by: Actor) -> int:
    """Their places on programmes end; returns how many."""
    places = list(places_on_programmes(participant, by).select_for_update())
    for place in places:
        place.left_on = max(on, place.from_on)
        place.version += 1
        place.save(update_fields=["left_on", "version"])
    return len(places)
