"""What happened in a case is told once: to the audit, to the history, and to the lists."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.db.models import Model
from django.utils import timezone

from areas.actor import Actor
from audit.record import record
from cases.models import Case, Participant, TimelineEntry
from cases.queries.entries import KINDS
from cases.stages import Side
from ui.dates import LONDON

from .activity import stamp, touch

MIDDAY = time(12)


def tell(
    case: Case,
    kind: str,
    subject: Model,
    *,
    by: Actor,
    now: datetime,
    on: date | datetime | None = None,
    about: Participant | None = None,
    row: Model | None = None,
    **codes: Any,
) -> TimelineEntry:
    """Write the audit row and the line of history, and bring the case to the top of the lists.

    `kind` is a code of `cases.queries.entries`, the audit's verb too; `on` when it happened, if not
    now; `about` whom; `row` what the history leads to, if not the subject. Codes hold no names and
    no free text.
    """
    reference: dict[str, Any] = {} if subject == case else {"case": case.reference}
    record(kind, subject, by=by, **reference, **codes)
    touch(case, now=now)
    return TimelineEntry.objects.create(
        case=case,
        kind=KINDS[kind].code,
        happened_at=moment_of(on, now),
        whole_day=on is not None and not isinstance(on, datetime),
        side=about.side if about else Side.NEUTRAL,
        participant=about,
        subject_id=(row or subject).pk,
        codes=codes,
        **stamp(by, now),
    )


def moment_of(on: date | datetime | None, now: datetime) -> datetime:
    """Of a day, midday, or now if it is today: nobody said the hour."""
    if on is None or isinstance(on, datetime):
        return on or now
    return now if on == timezone.localdate(now) else datetime.combine(on, MIDDAY, LONDON)
