"""Put, claim, do: at least once, each in the right area, whatever dies in between."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction

from areas.actor import Actor
from areas.models import Area
from areas.tenancy import in_area

from .handlers import handler_of
from .models import Entry
from .ring import ring

BATCH = 20
LEASE = timedelta(seconds=60)
TRIES = 8
log = logging.getLogger(__name__)


def put(
    kind: str, *, by: Actor, now: datetime, due_at: datetime | None = None, dedupe_key: str | None = None, **payload: str
) -> Entry | None:
    """Write an entry in the present transaction and ring once it has committed.

    Returns None where an entry of the kind with the same `dedupe_key` stands already.
    """
    entry = Entry(
        area=by.area, kind=kind, payload=payload, put_at=now, due_at=due_at or now, dedupe_key=dedupe_key
    )
    made = Entry.objects.bulk_create([entry], ignore_conflicts=True)
    transaction.on_commit(partial(ring, by.area_id), robust=True)
    if dedupe_key and not Entry.objects.visible_to(by).filter(pk=entry.pk).exists():
        return None
    return made[0]


@transaction.atomic
def claim(*, by: Actor, now: datetime, batch: int = BATCH) -> list[UUID]:
    """Take waiting entries into one's hands for the length of a lease; two workers never take the same."""
    rows = (
        Entry.objects.visible_to(by).waiting(now).order_by("due_at").select_for_update(skip_locked=True).only("pk")
    )[:batch]
    taken = [row.pk for row in rows]
    Entry.objects.visible_to(by).filter(pk__in=taken).update(lease_until=now + LEASE)
    return taken


def backoff(attempts: int) -> timedelta:
    """One minute, then twice as long each time, up to four hours."""
    return min(timedelta(minutes=2 ** (attempts - 1)), timedelta(hours=4))


def do(entry_id: UUID, *, area: Area, now: datetime) -> None:
    """Do one entry in a transaction of its own; a failure is written down and tried again later."""
    actor = Actor.system(area)
    try:
        with in_area(area.pk):
            entry = Entry.objects.visible_to(actor).filter(pk=entry_id, done_at=None, dead_at=None).first()
            if entry is not None:
                handler_of(entry.kind)(entry, actor, now)
                entry.done_at = now
                entry.attempts += 1
                entry.save(update_fields=["done_at", "attempts"])
    except Exception as failure:  # noqa: BLE001 -- whatever a handler raises is tried again, then shown
        log.warning("outbox entry %s failed: %s", entry_id, type(failure).__name__)
        with in_area(area.pk):
            _note_failure(entry_id, actor, now, type(failure).__name__)


def _note_failure(entry_id: UUID, actor: Actor, now: datetime, name: str) -> None:
    entry = Entry.objects.visible_to(actor).select_for_update().get(pk=entry_id)
    entry.attempts += 1
    entry.last_error = name[:80]
    entry.lease_until = now + backoff(entry.attempts)
    entry.dead_at = now if entry.attempts >= TRIES else None
    entry.save(update_fields=["attempts", "last_error", "lease_until", "dead_at"])


def work(area: Area, *, now: datetime) -> int:
    """Claim and do what waits in one area; returns how many entries were taken."""
    with in_area(area.pk):
        taken = claim(by=Actor.system(area), now=now)
    for entry_id in taken:
        do(entry_id, area=area, now=now)
    return len(taken)
