from __future__ import annotations

from typing import Self

from django.db import models

from areas.actor import Actor
from areas.encrypted import EncryptedText
from areas.models import Agency
from areas.scoping import AreaModel, AreaQuerySet, Recorded
from documents.models import Document
from referrals.stages import Channel

from .own import own_of_agency
from .referral import Referral


class SubmissionQuerySet(AreaQuerySet["Submission"]):
    def visible_to(self, actor: Actor) -> Self:
        """The area's submissions; a referrer's are those of their agency, a guest's their own."""
        return own_of_agency(super().visible_to(actor), actor)


class Submission(Recorded, AreaModel):
    """What arrived, immutable, as it was sent: the referrer's view of their referral.

    `as_sent` is JSON: a list of [question, answer] pairs in the order in which they were asked.
    `answers` marks one that only answers what the service asked.
    """

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="submissions")
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    channel = models.CharField(max_length=20, choices=Channel)
    received_at = models.DateTimeField()
    as_sent = EncryptedText()
    answers = models.BooleanField(default=False)

    objects = SubmissionQuerySet.as_manager()  # type: ignore[misc]


class ReferralDocument(Recorded, AreaModel):
    """A file that came with a referral, given by whoever made the submission."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="documents")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="documents")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")


class SubmissionCopy(AreaModel):
    """The PDF copy of one submission for its referrer, made by the worker; `pdf` is base64."""

    submission = models.OneToOneField(Submission, on_delete=models.CASCADE, related_name="copy")
    pdf = EncryptedText()
    made_at = models.DateTimeField()
