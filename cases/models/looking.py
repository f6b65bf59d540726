"""Who may look at a case, and who looked last."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from areas.models import User
from areas.scoping import AreaModel, Recorded, Versioned
from cases.stages import RestrictionReason

from .case import Case


class Restriction(Versioned, Recorded, AreaModel):
    """A case that only those named may see, from a day until it was lifted by a second person.

    Whoever restricts names who may see it (`CaseShare`), and need not be among them: they reach
    the case through this row, which holds nothing of it.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="restrictions")
    reason = models.CharField(max_length=20, choices=RestrictionReason)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "case"], condition=Q(lifted_at=None), name="restricted_once"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="restriction_lifted_by_somebody",
            ),
        ]


class LastLook(AreaModel):
    """When a user last looked at their day, and the time before that: what is new since.

    Looks within half an hour are one look.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    before = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "user"], name="last_look_once")]
