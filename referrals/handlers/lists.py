"""What the worker does for a list: the next batch of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from areas.actor import Actor
from outbox.models import Entry
from referrals.actions import lists


def import_list(entry: Entry, actor: Actor, now: datetime) -> None:
    """Import one batch; what is left is put in line by the same transaction."""
    lists.import_batch(UUID(entry.payload["list"]), by=actor, now=now)
