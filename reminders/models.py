from __future__ import annotations

from django.db import models

from areas.models import User
from areas.scoping import AreaModel


class Sent(AreaModel):
    """A reminder that went out, once per due item, reader and day. What is due is a query."""

    kind = models.CharField(max_length=30)
    subject_id = models.UUIDField()
    reader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    day = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "kind", "subject_id", "reader", "day"], name="reminder_once_a_day"
            )
        ]
