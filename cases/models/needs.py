from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from areas.encrypted import EncryptedText
from areas.scoping import AreaModel, Recorded
from cases.stages import Hope, Need, NeedsBy, NeedsMoment
from people.models import Answer

from .participant import Participant


class NeedsReview(Recorded, AreaModel):
    """One look at a participant's eight needs: by the person or by the facilitator, at the start,
    at the end or three months later (field guide 12.12). Pairs of two make the distance travelled.
    """

    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="needs_reviews"
    )
    moment = models.CharField(max_length=10, choices=NeedsMoment)
    by_whom = models.CharField(max_length=20, choices=NeedsBy)
    happened_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "participant", "moment", "by_whom"], name="needs_once_a_moment"
            )
        ]


class NeedScore(AreaModel):
    """One need in one review: 1 (major difficulty) to 5 (none); empty if it does not apply."""

    review = models.ForeignKey(NeedsReview, on_delete=models.CASCADE, related_name="scores")
    need = models.CharField(max_length=20, choices=Need)
    score = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "review", "need"], name="need_once_a_review"),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__range=(1, 5)), name="need_from_one_to_five"
            ),
        ]


class HopedFor(Recorded, AreaModel):
    """Something that a participant hopes to have from the process, and whether they got it."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="hopes")
    hope = models.CharField(max_length=20, choices=Hope)
    own_words = EncryptedText(null=True, blank=True)  # type: ignore[misc]
    met = models.CharField(max_length=10, choices=Answer, default=Answer.UNKNOWN)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "participant", "hope"], name="hope_once")
        ]
