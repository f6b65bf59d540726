from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from areas.encrypted import EncryptedText
from areas.models import User
from areas.scoping import AreaModel, Recorded, Versioned
from cases.stages import LetterFact, LetterHandover, LetterState, OfferAnswer, ReviewVerdict

from .case import Case
from .contact import Consent
from .participant import Participant


class Letter(Versioned, Recorded, AreaModel):
    """A letter from one participant to another on the opposed side.

    Written, checked by a second person, offered, and delivered only if the recipient wants it; else
    kept on file, where it may be offered again. Delivery is an indirect intervention (rule C09).
    `may_know` is what the recipient may be told before they decide; `consent` the line of the
    ledger by which the author agreed that this text crosses: a new text is without. `answers` is
    the letter to which it is the answer, `unanswered_on` the day of word that there will be none.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="letters")
    author = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    recipient = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=LetterState, default=LetterState.DRAFT)
    body = EncryptedText(default="")
    happened_on = models.DateField()
    checked_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    may_know = ArrayField(
        models.CharField(max_length=20, choices=LetterFact), default=list, blank=True
    )
    consent = models.ForeignKey(
        Consent, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    delivered_on = models.DateField(null=True, blank=True)
    handover = models.CharField(max_length=20, choices=LetterHandover, blank=True)
    answers = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="replies", null=True, blank=True
    )
    unanswered_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=LetterState.DELIVERED, delivered_on__isnull=False)
                | (~Q(state=LetterState.DELIVERED) & Q(delivered_on=None)),
                name="letter_delivered_on_a_day",
            )
        ]


class LetterOffer(Recorded, AreaModel):
    """One offer of a letter to its recipient, and what they answered."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="offers")
    happened_on = models.DateField()
    answer = models.CharField(max_length=10, choices=OfferAnswer, default=OfferAnswer.WAITING)
    answered_on = models.DateField(null=True, blank=True)


class LetterVersion(Recorded, AreaModel):
    """One text of a letter, as it was saved: the newest is the letter's body."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    body = EncryptedText()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "letter", "number"], name="letter_version_once")
        ]


class LetterReview(Recorded, AreaModel):
    """What a facilitator said of one version of a letter. Append-only."""

    version = models.ForeignKey(LetterVersion, on_delete=models.CASCADE, related_name="reviews")
    verdict = models.CharField(max_length=20, choices=ReviewVerdict)
    text = EncryptedText(default="")
