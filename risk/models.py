from __future__ import annotations

from django.db import models
from django.db.models import Q

from areas.encrypted import EncryptedText
from areas.models import User
from areas.scoping import AreaModel, Recorded, Versioned
from cases.models import Case
from cases.stages import RiskLevel

from .levels import (
    GOING_ON,
    OF_A_PART,
    ON_A_SIDE,
    PROTECTING,
    SIDE_MET,
    AppliesTo,
    Factor,
    Judgement,
    Kind,
    State,
    rating,
)


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
    def is_reviewed(self) -> bool:
        """Whether its signature sets a day of review: not of a part that never clears a case."""
        return self.goes_on and self.kind not in OF_A_PART

    @property
    def side_met(self) -> str:
        """Of which side it is, as a word that the area may say otherwise; nothing of a whole."""
        return str(SIDE_MET.get(Kind(self.kind), ""))

    @property
    def risks(self) -> list[FactorRow]:
        return [row for row in self.factors.all() if not row.protects]

    @property
    def strengths(self) -> list[FactorRow]:
        """What protects."""
        return [row for row in self.factors.all() if row.protects]

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
    """One risk: to whom it applies, how likely and how bad, what will be done, what is left.

    Or what protects somebody, with how it does that in `mitigation`: it is not scored.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="factors")
    position = models.PositiveSmallIntegerField()
    factor = models.CharField(max_length=20, choices=Factor)
    applies_to = models.CharField(max_length=20, choices=AppliesTo)
    likelihood = models.PositiveSmallIntegerField(null=True, blank=True)
    impact = models.PositiveSmallIntegerField(null=True, blank=True)
    mitigation = EncryptedText()
    residual = models.CharField(max_length=10, choices=RiskLevel, blank=True)

    @property
    def protects(self) -> bool:
        return self.factor in PROTECTING

    @property
    def rating(self) -> RiskLevel | None:
        """What the risk is before anything is done about it; none of what protects."""
        if self.likelihood is None or self.impact is None:
            return None
        return rating(self.likelihood, self.impact)

    @property
    def is_of_a_side(self) -> bool:
        """Whether it applies to somebody whom the area has its own word for."""
        return self.applies_to in ON_A_SIDE

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(factor__startswith="pf_")
                & Q(
                    likelihood__isnull=False,
                    impact__isnull=False,
                    likelihood__range=(1, 4),
                    impact__range=(1, 4),
                )
                | Q(factor__startswith="pf_", likelihood=None, impact=None, residual=""),
                name="factor_scale",
            ),
        ]
