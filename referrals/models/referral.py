from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from areas.actor import Actor
from areas.encrypted import EncryptedText
from areas.models import Agency, User
from areas.scoping import AreaModel, AreaQuerySet, Recorded, Versioned
from people.models import Answer
from referrals.heard import HeardFrom
from referrals.stages import (
    Channel,
    Decision,
    Initiator,
    Instead,
    NotTold,
    Pause,
    Source,
    Status,
    Told,
)

from .own import own_of_agency


class ReferralQuerySet(AreaQuerySet["Referral"]):
    def visible_to(self, actor: Actor) -> Self:
        """The area's; a referrer's are those that their agency sent, a guest's their own."""
        return own_of_agency(super().visible_to(actor), actor)


class Referral(Versioned, Recorded, AreaModel):
    """One incident or course of conduct that was referred: the counted unit (rule C01).

    `received_at` is when the earliest submission about it came in. `status` has one writer,
    `referrals.actions.decide`, along `pipeline.TRIAGE`. `paused_on` is the day since which the
    triage clock stands still. `merged_into` is the referral that counts in its place.
    `acknowledged_at` is when whoever referred was told that it came in: by hand where
    `not_acknowledged` says why the program could not.
    """

    reference = models.CharField(max_length=20)
    status = models.CharField(max_length=20, choices=Status, default=Status.TO_TRIAGE)
    received_at = models.DateTimeField()
    triage_due_on = models.DateField()
    paused_on = models.DateField(null=True, blank=True)
    paused_for = models.CharField(max_length=20, choices=Pause, blank=True)
    source = models.CharField(max_length=20, choices=Source)
    channel = models.CharField(max_length=20, choices=Channel)
    initiator = models.CharField(max_length=20, choices=Initiator)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    referrer_name = models.CharField(max_length=120, blank=True)
    referrer_email = models.EmailField(blank=True)
    referrer_telephone = models.CharField(max_length=40, blank=True)
    heard_from = models.CharField(max_length=20, choices=HeardFrom, blank=True)
    agreed_to_referral = models.CharField(max_length=10, choices=Answer, default=Answer.UNKNOWN)
    agreed_on = models.DateField(null=True, blank=True)
    other_side_knows = models.CharField(max_length=10, choices=Answer, default=Answer.UNKNOWN)
    decision = models.CharField(max_length=20, choices=Decision, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    not_acknowledged = models.CharField(max_length=20, choices=NotTold, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="merged", null=True, blank=True
    )
    came_by = models.ForeignKey(
        "referrals.Provenance", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = ReferralQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "reference"], name="referral_reference"),
            models.CheckConstraint(
                condition=Q(decision="", decided_at=None)
                | (~Q(decision="") & Q(decided_at__isnull=False)),
                name="referral_decided_with_a_time",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.MERGED, merged_into__isnull=False)
                | (~Q(status=Status.MERGED) & Q(merged_into=None)),
                name="referral_merged_into_one",
            ),
        ]
        indexes = [
            models.Index(fields=["area", "status", "triage_due_on"], name="referral_queue"),
            models.Index(fields=["area", "-received_at"], name="referral_newest"),
        ]


class ReferralDecision(Recorded, AreaModel):
    """One decision on a referral, kept for ever beside those that followed it.

    `checks` is what the eligibility rules said at that moment: rule code to pass, fail or unknown.
    `again_on` is when to look again at one that came too early.
    """

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="decisions")
    source = models.CharField(max_length=20, choices=Status)
    target = models.CharField(max_length=20, choices=Status)
    decision = models.CharField(max_length=20, choices=Decision)
    happened_at = models.DateTimeField()
    note = EncryptedText()
    paused_for = models.CharField(max_length=20, choices=Pause, blank=True)
    instead = models.CharField(max_length=20, choices=Instead, blank=True)
    told = ArrayField(models.CharField(max_length=20, choices=Told), default=list, blank=True)
    again_on = models.DateField(null=True, blank=True)
    checks = models.JSONField(default=dict, blank=True)

    class Meta:
        indexes = [models.Index(fields=["area", "decision", "happened_at"], name="by_decision")]


class ReferralCorrection(Recorded, AreaModel):
    """What somebody who decides corrected of what a referral told; the first stays readable here.

    `changes` are lists of four: the field, whose it is (a ReferralPerson's key, or empty), and the
    codes before and after. `note` is how it became known.
    """

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="corrections")
    changes = models.JSONField()
    note = EncryptedText()

    class Meta:
        indexes = [models.Index(fields=["area", "referral"], name="corrections_of_a_referral")]
