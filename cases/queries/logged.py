"""Where somebody stands by what is recorded of them, once a part of that was corrected."""

from __future__ import annotations

from areas.actor import Actor
from cases.models import ContactEntry, Participant, Session, SessionPlace, TimelineEntry
from cases.stages import TWO_WAY, Attendance, ParticipantStatus

CORRECTIONS = ("contact.mistaken", "session.corrected")
IN_TURN = (
    ParticipantStatus.NOT_CONTACTED,
    ParticipantStatus.ATTEMPTING,
    ParticipantStatus.CONTACTED,
)


def back_to(participant: Participant, actor: Actor) -> ParticipantStatus | None:
    """Where what is recorded leaves somebody who stands further than that since a correction."""
    status = ParticipantStatus(participant.status)
    if status not in IN_TURN[1:] or not _was_corrected(participant, actor):
        return None
    told = _by_the_log(participant, actor)
    return told if IN_TURN.index(told) < IN_TURN.index(status) else None


def _was_corrected(participant: Participant, actor: Actor) -> bool:
    rows = TimelineEntry.objects.visible_to(actor).filter(case=participant.case_id)
    return rows.filter(participant=participant, kind__in=CORRECTIONS).exists()


def _by_the_log(participant: Participant, actor: Actor) -> ParticipantStatus:
    entries = ContactEntry.objects.visible_to(actor).standing().filter(participant=participant)
    outcomes = set(entries.values_list("outcome", flat=True))
    if outcomes & set(TWO_WAY) or _has_come(participant, actor):
        return ParticipantStatus.CONTACTED
    return ParticipantStatus.ATTEMPTING if outcomes else ParticipantStatus.NOT_CONTACTED


def _has_come(participant: Participant, actor: Actor) -> bool:
    """Whether they were at a session, or at a meeting of a programme."""
    held = Session.objects.visible_to(actor).filter(attendance=Attendance.HELD)
    came = SessionPlace.objects.visible_to(actor).filter(
        session__attendance=Attendance.HELD, came=True
    )
    return (
        held.filter(participant=participant).exists()
        or came.filter(enrolment__participant=participant).exists()
    )
