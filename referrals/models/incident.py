from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from areas.encrypted import EncryptedText
from areas.scoping import AreaModel
from referrals.stages import Flag, JusticeStage, Offence

from .referral import Referral


class Incident(AreaModel):
    """What happened, as the referral tells it: one incident or course of conduct."""

    referral = models.OneToOneField(Referral, on_delete=models.CASCADE, related_name="incident")
    offence = models.CharField(max_length=20, choices=Offence)
    happened_on = models.DateField(null=True, blank=True)
    police_reference = models.CharField(max_length=40, blank=True)
    justice_stage = models.CharField(
        max_length=20, choices=JusticeStage, default=JusticeStage.NOT_KNOWN
    )
    flags = ArrayField(models.CharField(max_length=20, choices=Flag), default=list, blank=True)
    account = EncryptedText()

    @property
    def is_sensitive(self) -> bool:
        return bool(self.flags)
