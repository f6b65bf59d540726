from __future__ import annotations

from django.db import models
from django.db.models import Q

from areas.encrypted import EncryptedText
from areas.models import User
from areas.scoping import AreaModel, Recorded, Versioned
from cases.stages import ShuttleState

from .contact import Consent
from .participant import Pair, Participant


class Message(Versioned, Recorded, AreaModel):
    """One message that a facilitator carries between two participants: a shuttle round.

    `text` is what its sender asked to pass on, in their words, and nothing else crosses. It is
    checked, offered, and passed on only if the recipient wants it. Passed on it is an indirect
    intervention (rule C09). `consent` is the line of the ledger by which its sender agreed that
    these words cross. `answers` is the message that it replies to, `unanswered_on` the day of word
    that there will be no answer.
    """

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="messages")
    sender = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    recipient = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    answers = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="replies", null=True, blank=True
    )
    text = EncryptedText()
    state = models.CharField(max_length=10, choices=ShuttleState, default=ShuttleState.SAID)
    consent = models.ForeignKey(
        Consent, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    checked_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    said_on = models.DateField()
    offered_on = models.DateField(null=True, blank=True)
    passed_on_on = models.DateField(null=True, blank=True)
    unanswered_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ShuttleState.PASSED_ON, passed_on_on__isnull=False)
                | (~Q(state=ShuttleState.PASSED_ON) & Q(passed_on_on=None)),
                name="message_passed_on_on_a_day",
            )
        ]
