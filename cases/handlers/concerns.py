"""Tells a colleague of a concern, if they may still read the case."""

from __future__ import annotations

from datetime import datetime

from areas.actor import Actor
from areas.models import User
from cases.models import Concern
from cases.notices.concerns import concern_notice
from cases.queries.concerns import colleagues_of
from outbox.handlers import message_id
from outbox.models import Entry


def tell_raised(entry: Entry, actor: Actor, now: datetime) -> None:
    """To whom it was raised; nothing, once it was answered."""
    concern = _concern(entry, actor)
    if concern.answered_at is None:
        _send(entry, concern, concern.raised_to, actor, kind="raised")


def tell_answered(entry: Entry, actor: Actor, now: datetime) -> None:
    """To who raised it."""
    concern = _concern(entry, actor)
    if concern.recorded_by:
        _send(entry, concern, concern.recorded_by, actor, kind="answered")


def _concern(entry: Entry, actor: Actor) -> Concern:
    rows = Concern.objects.visible_to(actor).select_related(
        "participant__case", "raised_to", "recorded_by"
    )
    return rows.get(pk=entry.payload["concern"])


def _send(entry: Entry, concern: Concern, reader: User, actor: Actor, *, kind: str) -> None:
    if colleagues_of(concern.participant.case, actor).filter(user=reader).exists():
        mark = message_id(entry.pk)
        concern_notice(concern, kind=kind, area=actor.area, reader=reader, message_id=mark).send()
