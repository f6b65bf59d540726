"""What the worker does for a report."""

from __future__ import annotations

from datetime import datetime

from areas.actor import Actor
from outbox.models import Entry
from reporting import actions


def render_report(entry: Entry, actor: Actor, now: datetime) -> None:
    """Draw a report's PDF, unless it is there already."""
    actions.store_document(entry.payload["report_id"], by=actor, now=now)
