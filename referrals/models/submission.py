from __future__ import annotations

from typing import Self

from django.db import models

from areas.actor import Actor
from areas.encrypted import EncryptedText
from areas.models import Agency
from areas.roles import Perm
from areas.scoping import AreaModel, AreaQuerySet, Recorded
from referrals.stages import Channel

from .referral import Referral


class SubmissionQuerySet(AreaQuerySet["Submission"]):
    def visible_to(self, actor: Actor) -> Self:
        """The area's submissions; a referrer's are those of their agency."""
        rows = super().visible_to(actor)
        if actor.may(Perm.REFERRAL_VIEW) or actor.user is None:
            return rows
        if actor.agency_id is None:
            return rows.filter(recorded_by_id=actor.user_id)
        return rows.filter(agency_id=actor.agency_id)


class Submission(Recorded, AreaModel):
    """What arrived, immutable, as it was sent: the referrer's view of their referral.

    `as_sent` is JSON: a list of [question, answer] pairs in the order in which they were asked.
    """

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="submissions")
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    channel = models.CharField(max_length=20, choices=Channel)
    received_at = models.DateTimeField()
    as_sent = EncryptedText()

    objects = SubmissionQuerySet.as_manager()  # type: ignore[misc]
