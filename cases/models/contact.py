from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from areas.encrypted import EncryptedText
from areas.models import Agency, User
from areas.scoping import AreaModel, AreaQuerySet, Recorded
from cases.stages import (
    AgainstWishes,
    Attendance,
    ConsentMethod,
    ConsentPurpose,
    ConsentState,
    ContactChannel,
    ContactOutcome,
    Information,
    InformationFormat,
    InformationLanguage,
    Meeting,
    SessionPurpose,
    WhoseDoing,
)

from .participant import Participant


class Informing(models.Model):
    """What a participant was told of restorative justice, in which form and language: any of it
    counts as informed (rule C06).
    """

    information = ArrayField(
        models.CharField(max_length=20, choices=Information), default=list, blank=True
    )
    information_format = models.CharField(max_length=20, choices=InformationFormat, blank=True)
    information_language = models.CharField(max_length=20, blank=True)

    class Meta:
        abstract = True

    @property
    def told(self) -> str:
        """In words."""
        languages = dict(InformationLanguage.choices)
        language = languages.get(self.information_language, self.information_language)
        how = [self.get_information_format_display(), str(language)]
        what = "; ".join(str(Information(one).label) for one in self.information)
        return f"{what} ({', '.join(filter(None, how))})"


class ContactQuerySet(AreaQuerySet["ContactEntry"]):
    def standing(self) -> Self:
        """Those that count: without what was recorded by mistake."""
        return self.filter(mistaken_at=None)


class ContactEntry(Informing, Recorded, AreaModel):
    """One attempt to reach a participant, or one contact with them (rule C05: an attempt is an
    attempt).

    `information_given` says that restorative justice was explained and information given (rule
    C06), also where it was not written down which. `against_wishes` is why it was by a way or
    at a time that the participant had not allowed, where it was. `mistaken_at` marks one that was
    recorded by mistake: it stays to be read, and counts nowhere.
    """

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="contacts")
    happened_at = models.DateTimeField()
    channel = models.CharField(max_length=20, choices=ContactChannel)
    outcome = models.CharField(max_length=20, choices=ContactOutcome)
    information_given = models.BooleanField(default=False)
    against_wishes = models.CharField(max_length=20, choices=AgainstWishes, blank=True)
    note = EncryptedText(default="")
    next_contact_on = models.DateField(null=True, blank=True)
    mistaken_at = models.DateTimeField(null=True, blank=True)
    mistaken_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    mistaken_why = models.CharField(max_length=200, blank=True)
    objects = ContactQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        indexes = [
            models.Index(fields=["area", "participant", "-happened_at"], name="contact_latest")
        ]


class Consent(Recorded, AreaModel):
    """One line of the consent ledger: what a participant gave, refused or withdrew, for one
    purpose. Append-only. `given_by` is the parent or guardian where it was not the participant;
    `agency` is with whom something is shared, where that is the purpose.
    """

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, choices=ConsentPurpose)
    state = models.CharField(max_length=20, choices=ConsentState)
    happened_on = models.DateField()
    method = models.CharField(max_length=20, choices=ConsentMethod)
    wording_version = models.CharField(max_length=20)
    given_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    witness = models.CharField(max_length=120, blank=True)
    capacity_note = EncryptedText(null=True, blank=True)  # type: ignore[misc]

    class Meta:
        indexes = [
            models.Index(
                fields=["area", "participant", "purpose", "-happened_on"], name="consent_latest"
            )
        ]


class Session(Informing, Recorded, AreaModel):
    """A meeting or call of substance with one participant, planned or held (rule C07 counts the
    held ones).

    `whose_doing` says who cancelled it or asked to move it; `moved_to` is the session that took its
    place, so that the chain is kept. `prompts` is JSON: the structured questions and what was said,
    and under `corrections` what stood in the row before each of them. `establishment` is the
    register's code of a prison.
    """

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="sessions")
    purpose = models.CharField(max_length=20, choices=SessionPurpose)
    meeting = models.CharField(max_length=20, choices=Meeting)
    attendance = models.CharField(max_length=20, choices=Attendance)
    happened_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    place = models.CharField(max_length=120, blank=True)
    establishment = models.CharField(max_length=4, blank=True)
    travel_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    whose_doing = models.CharField(max_length=20, choices=WhoseDoing, blank=True)
    moved_to = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="moved_from", null=True, blank=True
    )
    note = EncryptedText(default="")
    prompts = EncryptedText(null=True, blank=True)  # type: ignore[misc]

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


class Companion(AreaModel):
    """Somebody else of the same side who was at a session: supporter, parent, interpreter."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="companions")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "session", "participant"], name="companion_once_at_a_session"
            )
        ]


class Concern(Recorded, AreaModel):
    """A worry about somebody's safety that a facilitator raised to a colleague, and the answer."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="concerns")
    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    raised_to = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    what = EncryptedText()
    happened_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = EncryptedText(null=True, blank=True)  # type: ignore[misc]
