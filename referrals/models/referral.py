from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from areas.actor import Actor
from areas.encrypted import EncryptedText
from areas.models import Agency, User
from areas.roles import Perm
from areas.scoping import AreaModel, AreaQuerySet, Recorded, Versioned
from people.models import Answer, Person
from referrals.stages import Channel, Decision, Initiator, Side, Source, Status


class ReferralQuerySet(AreaQuerySet["Referral"]):
    def visible_to(self, actor: Actor) -> Self:
        """The area's referrals; a referrer's are those that their agency sent."""
        rows = super().visible_to(actor)
        if actor.may(Perm.REFERRAL_VIEW) or actor.user is None:
            return rows
        if actor.agency_id is None:
            return rows.filter(recorded_by_id=actor.user_id)
        return rows.filter(agency_id=actor.agency_id)


class Referral(Versioned, Recorded, AreaModel):
    """One incident or course of conduct that was referred: the counted unit (rule C01).

    `received_at` is when the earliest submission about it came in. `status` has one writer,
    `referrals.actions.decide`, for deciding and for accepting alike, along `pipeline.TRIAGE`.
    """

    reference = models.CharField(max_length=20)
    status = models.CharField(max_length=20, choices=Status, default=Status.TO_TRIAGE)
    received_at = models.DateTimeField()
    triage_due_on = models.DateField()
    source = models.CharField(max_length=20, choices=Source)
    channel = models.CharField(max_length=20, choices=Channel)
    initiator = models.CharField(max_length=20, choices=Initiator)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    referrer_name = models.CharField(max_length=120, blank=True)
    agreed_to_referral = models.CharField(max_length=10, choices=Answer, default=Answer.UNKNOWN)
    decision = models.CharField(max_length=20, choices=Decision, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
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
        ]
        indexes = [models.Index(fields=["area", "status", "triage_due_on"], name="referral_queue")]


class ReferralPerson(AreaModel):
    """A person's place in a referral: which side they were on, and what the referrer said of it."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=20, choices=Side)
    accepts_responsibility = models.CharField(max_length=10, choices=Answer, default=Answer.UNKNOWN)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "referral", "person"], name="person_once_in_a_referral"
            )
        ]


class ReferralDecision(Recorded, AreaModel):
    """One decision on a referral, kept for ever beside those that followed it."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="decisions")
    source = models.CharField(max_length=20, choices=Status)
    target = models.CharField(max_length=20, choices=Status)
    decision = models.CharField(max_length=20, choices=Decision)
    happened_at = models.DateTimeField()
    note = EncryptedText()
