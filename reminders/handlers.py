"""Hands a reminder over, if it is still true at that moment."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from areas.actor import Actor
from outbox.handlers import message_id
from outbox.models import Entry

from .due import risk_reviews
from .models import Sent
from .notices import due_notice
from .queries import may_still_read


def send_email(entry: Entry, actor: Actor, now: datetime) -> None:
    """Ask again what is due: a case that moved on or changed hands meanwhile sends nothing."""
    sent = Sent.objects.visible_to(actor).select_related("reader").get(pk=entry.payload["sent"])
    due = risk_reviews(actor, timezone.localdate(now), subject_id=sent.subject_id)
    for item in due:
        still_theirs = sent.reader_id in item.for_whom and may_still_read(actor, sent.reader_id)
        if item.due_on == sent.due_on and still_theirs:
            mark = message_id(entry.pk)
            due_notice(item, area=actor.area, reader=sent.reader, message_id=mark).send()
