from __future__ import annotations

from datetime import datetime

from areas.actor import Actor
from outbox.models import Entry
from referrals.actions.copies import store_copy


def make_copy(entry: Entry, by: Actor, now: datetime) -> None:
    """Draw the PDF copy of a submission."""
    store_copy(entry.payload["submission"], by=by, now=now)
