from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from areas.encrypted import EncryptedText
from areas.scoping import AreaModel

from .referral import Referral


class Arrival(AreaModel):
    """What somebody without an account put into an area's letter box: the public door writes it
    and can read nothing back (policy `intake`); the worker takes it in.

    `body` is JSON. `receipt` is what the sender was told; the same one arrives once.
    """

    class Kind(models.TextChoices):
        SELF_REFERRAL = "self_referral", _("A self-referral")
        LINK = "link", _("Somebody asked for a one-off link")

    kind = models.CharField(max_length=20, choices=Kind)
    receipt = models.CharField(max_length=20)
    body = EncryptedText()
    received_at = models.DateTimeField()
    taken_in_at = models.DateTimeField(null=True, blank=True)
    referral = models.ForeignKey(
        Referral, on_delete=models.PROTECT, related_name="arrivals", null=True, blank=True
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "receipt"], name="arrival_once")]
