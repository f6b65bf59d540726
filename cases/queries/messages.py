"""The messages that facilitators carry between the two sides of a case."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404

from areas.actor import Actor
from areas.scoping import AreaQuerySet
from cases.models import Case, Message


def messages_of(actor: Actor, case: Case) -> AreaQuerySet[Message]:
    """The messages of a visible case, newest first, with both ends."""
    rows = Message.objects.visible_to(actor).filter(pair__case=case)
    rows = rows.select_related(
        "pair__case",
        "sender__person",
        "recipient__person",
        "recorded_by",
        "checked_by",
        "consent",
        "answers",
    )
    return rows.order_by("-said_on", "-recorded_at")


def get_message(actor: Actor, case: Case, pk: UUID) -> Message:
    return get_object_or_404(messages_of(actor, case), pk=pk)


def answers_to(actor: Actor, message: Message) -> AreaQuerySet[Message]:
    """The messages that answer this one."""
    rows = Message.objects.visible_to(actor).filter(answers=message)
    return rows.order_by("said_on", "recorded_at")
