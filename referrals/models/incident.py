from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Upper

from areas.encrypted import EncryptedText
from areas.scoping import AreaModel
from people.models import Answer
from referrals.groups import SENSITIVE
from referrals.stages import Flag, JusticeStage, Offence

from .referral import Referral


class Incident(AreaModel):
    """What happened, as the referral tells it: one incident or course of conduct.

    `happened_about` is when, in the referrer's words, where no day is known: "about 1987".
    `police_key` is the police reference without spaces, signs and case, for equality.
    `responsible_identified` is what the referrer said; a person named on that side says yes too.
    """

    referral = models.OneToOneField(Referral, on_delete=models.CASCADE, related_name="incident")
    offence = models.CharField(max_length=20, choices=Offence)
    happened_on = models.DateField(null=True, blank=True)
    happened_about = models.CharField(max_length=80, blank=True)
    happened_in_area = models.CharField(max_length=10, choices=Answer, default=Answer.UNKNOWN)
    police_reference = models.CharField(max_length=40, blank=True)
    police_key = models.GeneratedField(
        expression=Upper(
            models.Func(
                "police_reference",
                models.Value("[^[:alnum:]]"),
                models.Value(""),
                models.Value("g"),
                function="regexp_replace",
            )
        ),
        output_field=models.CharField(max_length=80),
        db_persist=True,
    )
    reported = models.CharField(max_length=10, choices=Answer, default=Answer.UNKNOWN)
    justice_stage = models.CharField(
        max_length=20, choices=JusticeStage, default=JusticeStage.NOT_KNOWN
    )
    proceedings_live = models.CharField(max_length=10, choices=Answer, default=Answer.UNKNOWN)
    responsible_identified = models.CharField(max_length=10, choices=Answer, default=Answer.UNKNOWN)
    flags = ArrayField(models.CharField(max_length=20, choices=Flag), default=list, blank=True)
    account = EncryptedText()
    risks_told = EncryptedText(null=True, blank=True)  # type: ignore[misc]

    class Meta:
        indexes = [models.Index(fields=["area", "police_key"], name="incident_by_police_key")]

    @property
    def is_sensitive(self) -> bool:
        """By what was flagged, or by the offence itself (field guide 2.7 and 12.5)."""
        return bool(self.flags) or self.offence in SENSITIVE
