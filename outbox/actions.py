"""Put, claim, do: at least once, each in the right area, whatever dies in between.

An entry is in a worker's hands for the length of a lease. The lease only paces: what keeps two
workers from doing one entry at the same moment is the row's lock, held until what was done is
written down.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F

from areas.actor import Actor
from areas.models import Area
from areas.passing import kept_since
from areas.tenancy import in_area

from .handlers import handler_of
from .models import Entry, EntryQuerySet
from .ring import ring

BATCH = 20
TRIES = 8
LONGEST_WAIT = timedelta(hours=4)
Clock = Callable[[], datetime]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Claim:
    """Entries in one worker's hands, and until when: the lease also proves that they still are."""

    entries: tuple[UUID, ...]
    until: datetime


def put(
    kind: str,
    *,
    by: Actor,
    now: datetime,
    due_at: datetime | None = None,
    dedupe_key: str | None = None,
    **payload: str,
) -> Entry | None:
    """Write an entry in the present transaction and ring once it has committed.

    Returns None where an entry of the kind with the same `dedupe_key` stands already.
    """
    entry = Entry(
        area=by.area,
        kind=kind,
        payload=payload,
        put_at=now,
        due_at=due_at or now,
        dedupe_key=dedupe_key,
    )
    Entry.objects.bulk_create([entry], ignore_conflicts=dedupe_key is not None)
    if dedupe_key is not None and not _entries(by).filter(pk=entry.pk).exists():
        return None
    transaction.on_commit(partial(ring, by.area_id), robust=True)
    return entry


@transaction.atomic
def claim(*, by: Actor, now: datetime, batch: int = BATCH) -> Claim:
    """Take waiting entries into one's hands for a lease; two workers never take the same."""
    until = now + timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)
    waiting = _entries(by).waiting(now).order_by("due_at", "put_at")
    taken = tuple(row.pk for row in waiting.select_for_update(skip_locked=True).only("pk")[:batch])
    _entries(by).filter(pk__in=taken).update(lease_until=until)
    return Claim(taken, until)


def work(area: Area, *, clock: Clock) -> int:
    """Claim and do what waits in one area; returns how many entries were taken.

    The clock is asked anew for each entry. An entry whose lease has run out before its turn is left
    to whoever claims it next.
    """
    actor = Actor.system(area)
    with in_area(area.pk):
        claimed = claim(by=actor, now=clock())
    for entry_id in claimed.entries:
        if clock() >= claimed.until:
            break
        with in_area(area.pk):
            mine = begin(entry_id, until=claimed.until, by=actor, now=clock())
        if mine:
            with in_area(area.pk):
                do(entry_id, by=actor, clock=clock)
    return len(claimed.entries)


@transaction.atomic
def begin(entry_id: UUID, *, until: datetime, by: Actor, now: datetime) -> bool:
    """Count a try and renew the lease before the entry is touched; False if it is not ours now.

    Committed on its own, so that an entry which kills its worker is given up too, after `TRIES`.
    """
    rows = _unfinished(by, entry_id).filter(lease_until=until)
    lost = rows.filter(attempts__gte=TRIES).update(dead_at=now, last_error="WorkerLost")
    if lost:
        log.error("outbox entry %s is dead: its worker was lost each time", entry_id)
    renewed = now + timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)
    return not lost and bool(rows.update(lease_until=renewed, attempts=F("attempts") + 1))


@transaction.atomic
def do(entry_id: UUID, *, by: Actor, clock: Clock) -> None:
    """Do one entry with its row locked; a failure is written down and tried again later."""
    entry = _unfinished(by, entry_id).select_for_update(skip_locked=True).first()
    if entry is None:
        return
    try:
        with transaction.atomic():
            handler_of(entry.kind)(entry, by, clock())
    except Exception as failure:  # noqa: BLE001 -- whatever a handler raises is tried again
        _note_failure(entry, name=type(failure).__name__, now=clock())
    else:
        entry.done_at, entry.last_error = clock(), ""
        entry.save(update_fields=["done_at", "last_error"])


@transaction.atomic
def sweep(*, by: Actor, now: datetime) -> int:
    """Delete what was done or given up before `areas.passing.kept_since`; returns how many.

    A waiting entry stays, whatever its age. A `dedupe_key` binds no longer than its entry stands.
    """
    count, _ = _entries(by).finished_before(kept_since(now)).delete()
    return count


def backoff(attempts: int) -> timedelta:
    """One minute, then twice as long each time, up to four hours."""
    return min(timedelta(minutes=2 ** (attempts - 1)), LONGEST_WAIT)


def _note_failure(entry: Entry, *, name: str, now: datetime) -> None:
    entry.last_error = name[:80]
    entry.lease_until = now + backoff(entry.attempts)
    entry.dead_at = now if entry.attempts >= TRIES else None
    entry.save(update_fields=["last_error", "lease_until", "dead_at"])
    level = logging.ERROR if entry.dead_at else logging.WARNING
    log.log(level, "outbox entry %s failed %s times: %s", entry.pk, entry.attempts, name)


def _entries(by: Actor) -> EntryQuerySet:
    return Entry.objects.visible_to(by)


def _unfinished(by: Actor, entry_id: UUID) -> EntryQuerySet:
    return _entries(by).unfinished().filter(pk=entry_id)
