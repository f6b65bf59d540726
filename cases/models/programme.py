from __future__ import annotations

from django.db import models
from django.db.models import Q

from areas.encrypted import EncryptedText
from areas.models import User
from areas.scoping import AreaModel, Recorded, Versioned
from cases.stages import Attendance, Group, ProgrammeEnd, ProgrammeKind, WhoseDoing

from .participant import Participant


class Programme(Versioned, Recorded, AreaModel):
    """A planned series of sessions: one person's twelve in three stages, a weekly course of six, or
    Step Up's 14 to 21 weekly family sessions. A course may take participants of several cases.

    `end_reason` is why it ended before its last meeting, where it did.
    """

    kind = models.CharField(max_length=20, choices=ProgrammeKind)
    name = models.CharField(max_length=80)
    starts_on = models.DateField()
    weeks = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=120, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=20, choices=ProgrammeEnd, blank=True)


class ProgrammeLead(AreaModel):
    """Somebody who runs a programme: they know who is on it, whatever cases these come from."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="leads")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "programme", "user"], name="leads_once")
        ]


class Enrolment(Versioned, Recorded, AreaModel):
    """A participant's place on a programme, and in which of its groups."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="enrolments")
    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="enrolments"
    )
    group = models.CharField(max_length=20, choices=Group, default=Group.ALL)
    from_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)
    completed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "programme", "participant"], name="enrolled_once"
            )
        ]


class ProgrammeSession(Versioned, Recorded, AreaModel):
    """One meeting of a programme, planned or held, for all of it or for one of its groups."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="sessions")
    number = models.PositiveSmallIntegerField()
    stage = models.PositiveSmallIntegerField(default=1)
    group = models.CharField(max_length=20, choices=Group, default=Group.ALL)
    happened_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    attendance = models.CharField(max_length=20, choices=Attendance, default=Attendance.PLANNED)
    whose_doing = models.CharField(max_length=20, choices=WhoseDoing, blank=True)
    note = EncryptedText(null=True, blank=True)  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "programme", "number", "group"], name="programme_session_once"
            ),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="programme_session_has_length"),
        ]


class SessionPlace(AreaModel):
    """Whether one enrolled participant was at one meeting of their programme."""

    session = models.ForeignKey(ProgrammeSession, on_delete=models.CASCADE, related_name="places")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="places")
    came = models.BooleanField(null=True)
    note = EncryptedText(null=True, blank=True)  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "session", "enrolment"], name="place_once_at_a_programme"
            )
        ]
