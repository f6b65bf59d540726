from __future__ import annotations

from django.db import models
from django.db.models import Q

from areas.encrypted import EncryptedText
from areas.scoping import AreaModel, Recorded
from cases.stages import (
    Attendance,
    ConsentMethod,
    ConsentPurpose,
    ConsentState,
    ContactChannel,
    ContactOutcome,
    Meeting,
    SessionPurpose,
)

from .participant import Participant


class ContactEntry(Recorded, AreaModel):
    """One attempt to reach a participant, or one contact with them (rule C05: an attempt is an
    attempt).

    `information_given` says that restorative justice was explained and information given (rule
    C06).
    """

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="contacts")
    happened_at = models.DateTimeField()
    channel = models.CharField(max_length=20, choices=ContactChannel)
    outcome = models.CharField(max_length=20, choices=ContactOutcome)
    information_given = models.BooleanField(default=False)
    note = EncryptedText(default="")
    next_contact_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["area", "participant", "-happened_at"], name="contact_latest")
        ]


class Consent(Recorded, AreaModel):
    """One line of the consent ledger: what a participant gave, refused or withdrew, for one
    purpose. Append-only.
    """

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, choices=ConsentPurpose)
    state = models.CharField(max_length=20, choices=ConsentState)
    happened_on = models.DateField()
    method = models.CharField(max_length=20, choices=ConsentMethod)
    wording_version = models.CharField(max_length=20)

    class Meta:
        indexes = [
            models.Index(
                fields=["area", "participant", "purpose", "-happened_on"], name="consent_latest"
            )
        ]


class Session(Recorded, AreaModel):
    """A meeting or call of substance with one participant, planned or held (rule C07 counts the
    held ones).
    """

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="sessions")
    purpose = models.CharField(max_length=20, choices=SessionPurpose)
    meeting = models.CharField(max_length=20, choices=Meeting)
    attendance = models.CharField(max_length=20, choices=Attendance)
    happened_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    place = models.CharField(max_length=120, blank=True)
    note = EncryptedText(default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(attendance=Attendance.HELD) | Q(minutes__gt=0),
                name="held_session_has_a_length",
            )
        ]
        indexes = [
            models.Index(fields=["area", "participant", "happened_at"], name="session_by_time")
        ]
