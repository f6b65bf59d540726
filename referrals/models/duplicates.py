from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from areas.scoping import AreaModel, Recorded

from .referral import Referral


class NotTheSame(Recorded, AreaModel):
    """Somebody looked at two referrals that seemed alike and said that they are not the same.

    `first` is the one with the smaller key, so that a pair stands once.
    """

    first = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "first", "second"], name="not_the_same_once"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="not_the_same_in_order"
            ),
        ]
