from __future__ import annotations

from django.db import models
from django.db.models import Q

from areas.encrypted import EncryptedText
from areas.models import User
from areas.scoping import AreaModel, Recorded, Versioned
from cases.models import Case
from cases.stages import RiskLevel

from .levels import GOING_ON, ON_A_SIDE, AppliesTo, Factor, Judgement, Kind, State, rating


class Assessment(Versioned, Recorded, AreaModel):
    """One version of the judgement of risk in a case: a judgement, never a sum.

    Written by a facilitator, signed off by somebody else, which pushes a clearance onto the case.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    happened_on = models.DateField()
    level = models.CharField(max_length=10, choices=RiskLevel)
    judgement = models.CharField(max_length=20, choices=Judgement)
    reasons = EncryptedText()
    conditions = EncryptedText(default="")
    submitted_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    signed_at = models.DateTimeField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    returned_why = EncryptedText(default="")

    @property
    def goes_on(self) -> bool:
        """Whether its signature lets the case go on."""
        return self.judgement in GOING_ON

    @property
    def can_be_changed(self) -> bool:
        return self.state in {State.DRAFT, State.RETURNED}

    @property
    def is_waiting(self) -> bool:
        return self.state == State.SUBMITTED

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "case", "number"], name="assessment_number"),
            models.CheckConstraint(
                condition=(Q(state=State.SIGNED, signed_by__isnull=False, signed_at__isnull=False))
                | (~Q(state=State.SIGNED) & Q(signed_by=None, signed_at=None)),
                name="assessment_signed_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["area", "submitted_at", "id"],
                name="assessment_waiting",
                condition=Q(state=State.SUBMITTED),
            )
        ]


class FactorRow(AreaModel):
    """One risk: to whom it applies, how likely and how bad, what will be done, what is left."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="factors")
    position = models.PositiveSmallIntegerField()
    factor = models.CharField(max_length=20, choices=Factor)
    applies_to = models.CharField(max_length=20, choices=AppliesTo)
    likelihood = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()
    mitigation = EncryptedText()
    residual = models.CharField(max_length=10, choices=RiskLevel)

    @property
    def rating(self) -> RiskLevel:
        """What the risk is before anything is done about it."""
        return rating(self.likelihood, self.impact)

    @property
    def is_of_a_side(self) -> bool:
        """Whether it applies to somebody whom the area has its own word for."""
        return self.applies_to in ON_A_SIDE

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(likelihood__range=(1, 4), impact__range=(1, 4)), name="factor_scale"
            ),
        ]
