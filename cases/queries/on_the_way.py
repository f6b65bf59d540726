"""What is on its way between the two sides and has not arrived."""

from __future__ import annotations

from django.db.models import Q

from areas.actor import Actor
from areas.scoping import AreaQuerySet
from cases.models import Letter, Message, Participant
from cases.stages import LetterState, ShuttleState

LETTERS = (LetterState.DRAFT, LetterState.CHECKED, LetterState.OFFERED, LetterState.KEPT)
MESSAGES = (ShuttleState.SAID, ShuttleState.CHECKED, ShuttleState.OFFERED, ShuttleState.KEPT)


def letters_on_the_way(actor: Actor, participant: Participant) -> AreaQuerySet[Letter]:
    """Letters from or to them that were begun and have not been delivered."""
    ends = Q(author=participant) | Q(recipient=participant)
    rows = Letter.objects.visible_to(actor).filter(ends, state__in=LETTERS)
    return rows.select_related("case", "author__person", "recipient__person").order_by("pk")


def messages_on_the_way(actor: Actor, participant: Participant) -> AreaQuerySet[Message]:
    """Messages from or to them that were said and have not been passed on."""
    ends = Q(sender=participant) | Q(recipient=participant)
    rows = Message.objects.visible_to(actor).filter(ends, state__in=MESSAGES)
    return rows.select_related("pair__case", "sender__person", "recipient__person").order_by("pk")
