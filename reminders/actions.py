from __future__ import annotations

from datetime import datetime, time
from typing import Any, Protocol, cast
from zoneinfo import ZoneInfo

from django.db import transaction

import areas.actions
import drafts.actions
import drafts.public
import outbox.actions
import referrals.actions.guests
import referrals.actions.lists
from areas.actor import Actor
from areas.passing import kept_since
from audit.record import record
from outbox.actions import put
from outbox.models import Entry

from .due import RISK_REVIEW, risk_reviews
from .models import Sent
from .queries import to_be_told

LONDON = ZoneInfo("Europe/London")
NOT_BEFORE = time(7, 30)
EMAIL = "reminders.email"


@transaction.atomic
def remind(*, by: Actor, now: datetime) -> int:
    """Queue what is due today in one area, once for each item, reader and day.

    Nothing before half past seven in London. Returns how many reminders were queued.
    """
    here = now.astimezone(LONDON)
    if here.time() < NOT_BEFORE:
        return 0
    today = here.date()
    rows = [
        Sent(
            area=by.area,
            kind=item.kind,
            subject_id=item.subject_id,
            reader_id=reader,
            due_on=item.due_on,
            day=today,
            at=now,
        )
        for item, reader in to_be_told(by, RISK_REVIEW, risk_reviews(by, today), today)
    ]
    Sent.objects.bulk_create(rows, ignore_conflicts=True)
    ours = Sent.objects.visible_to(by).filter(pk__in=[row.pk for row in rows])
    for pk in ours.values_list("pk", flat=True):
        put(EMAIL, by=by, now=now, sent=str(pk))
    return len(ours)


@transaction.atomic
def sweep(*, by: Actor, now: datetime) -> int:
    """Delete the marks of what went out before `areas.passing.kept_since`; returns how many.

    The mark of an e-mail that still waits stays with it. Whom to remind asks for marks of the last
    week alone (`due.milestone`).
    """
    waiting = Entry.objects.visible_to(by).unfinished().filter(kind=EMAIL)
    needed = list(waiting.values_list("payload__sent", flat=True))
    passed = Sent.objects.visible_to(by).filter(at__lt=kept_since(now)).exclude(pk__in=needed)
    count, _ = passed.delete()
    return count


class Sweeper(Protocol):
    """Deletes the passing rows of one model in one area, and says how many."""

    def __call__(self, *, by: Actor, now: datetime) -> int: ...


SWEEPERS: dict[str, Sweeper] = {
    "areas.FormReceipt": areas.actions.sweep,
    "areas.KeyedRequest": areas.actions.sweep_keyed_requests,
    "areas.SignInLink": referrals.actions.guests.sweep,
    "drafts.Draft": drafts.actions.sweep,
    "drafts.PublicDraft": drafts.public.sweep,
    "outbox.Entry": outbox.actions.sweep,
    "referrals.ListRow": referrals.actions.lists.sweep,
    "reminders.Sent": sweep,
}


@transaction.atomic
def sweep_passing_rows(*, by: Actor, now: datetime) -> dict[str, int]:
    """Delete every passing row of one area whose days are over; the audit holds the counts.

    Returns how many went of each model. Where nothing went, nothing is written down.
    """
    counts = {label: sweeper(by=by, now=now) for label, sweeper in SWEEPERS.items()}
    if any(counts.values()):
        record("rows.swept", by.area, by=by, **cast("dict[str, Any]", counts))
    return counts
