from __future__ import annotations

from django.db import models

from areas.encrypted import EncryptedText
from areas.scoping import AreaModel, Recorded, Versioned
from cases.stages import Attendance, ConferenceForm, Meeting
from people.models import Answer

from .case import Case
from .participant import Participant


class Conference(Versioned, Recorded, AreaModel):
    """Both sides in one conversation with a facilitator, planned or held (a direct intervention,
    rule C08).

    `establishment` is the register's code of a prison, where it is in one. `passed_why` is why
    a service manager recorded it though somebody had not agreed in writing, or though the last look
    at the risk was over 14 days before.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="conferences")
    form = models.CharField(max_length=20, choices=ConferenceForm)
    meeting = models.CharField(max_length=20, choices=Meeting)
    attendance = models.CharField(max_length=20, choices=Attendance, default=Attendance.PLANNED)
    happened_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    place = models.CharField(max_length=120, blank=True)
    establishment = models.CharField(max_length=4, blank=True)
    apology_given = models.CharField(max_length=10, choices=Answer, default=Answer.UNKNOWN)
    note = EncryptedText(default="")
    passed_why = EncryptedText(null=True, blank=True)  # type: ignore[misc]


class ConferenceAttendance(AreaModel):
    """A participant's place at a conference: expected, and whether they came."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="places")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    came = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "conference", "participant"], name="place_once_at_a_conference"
            )
        ]
