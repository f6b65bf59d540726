from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction

from areas.actor import Actor
from outbox.actions import put

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
