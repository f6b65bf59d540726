from __future__ import annotations

from django.db import models

from areas.encrypted import EncryptedText
from areas.scoping import AreaModel, Recorded, Versioned
from cases.stages import ShuttleState

from .letter import Letter
from .participant import Pair, Participant


class Message(Versioned, Recorded, AreaModel):
    """One message that a facilitator carries between two participants: a shuttle round.

    `text` is what its sender asked to pass on, in their words, and nothing else crosses. It is
    offered, and passed on only if the recipient wants it. Passed on it is an indirect intervention
    (rule C09). `answers` is the message that it replies to.
    """

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="messages")
    sender = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    recipient = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    answers = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    text = EncryptedText()
    state = models.CharField(max_length=10, choices=ShuttleState, default=ShuttleState.SAID)
    said_on = models.DateField()
    offered_on = models.DateField(null=True, blank=True)
    passed_on_on = models.DateField(null=True, blank=True)


class LetterVersion(Recorded, AreaModel):
    """One version of a letter as its writer had it, with what the facilitator said of it."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    body = EncryptedText()
    review = EncryptedText(null=True, blank=True)  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "letter", "number"], name="letter_version_once")
        ]
