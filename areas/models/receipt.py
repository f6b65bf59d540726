from __future__ import annotations

from django.db import models

from areas.scoping import AreaModel

from .user import User


class FormReceipt(AreaModel):
    """One form that was sent once: the second press of the same button is led to where the first
    one went.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField()
    location = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "user", "key"], name="form_once")]


class ReferenceCounter(AreaModel):
    """The last number given out in an area for a kind of reference and a year."""

    kind = models.CharField(max_length=1, blank=True)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "kind", "year"], name="one_counter")]
