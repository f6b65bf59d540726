from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min

from areas.actor import Actor

from .models import Entry


@dataclass(frozen=True, slots=True)
class State:
    """How an area's outbox stands: entries waiting, leased and dead, and the oldest waiting one."""

    waiting: int
    leased: int
    dead: int
    oldest: datetime | None


def state(actor: Actor, now: datetime) -> State:
    """For whoever watches over the outbox."""
    rows = Entry.objects.visible_to(actor)
    waiting = rows.waiting(now)
    return State(
        waiting=waiting.count(),
        leased=rows.leased(now).count(),
        dead=rows.dead().count(),
        oldest=waiting.aggregate(oldest=Min("due_at"))["oldest"],
    )
