"""The contact log: every attempt to reach a participant, and every contact with them."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from areas.actor import Actor
from cases.models import ContactEntry, Participant
from cases.stages import TWO_WAY, ContactChannel, ContactOutcome

from .activity import must_have_happened, stamp
from .case_work import work_with
from .participants import reached
from .timeline import tell


@transaction.atomic
def log_contact(
    participant: Participant,
    *,
    happened_at: datetime,
    channel: str,
    outcome: str,
    by: Actor,
    now: datetime,
    information_given: bool = False,
    note: str = "",
    next_contact_on: date | None = None,
) -> ContactEntry:
    """Log one attempt or contact; raises ImpossibleDay, CaseClosed.

    A two-way outcome means that they were reached (rule C05); anything else is an attempt.
    """
    case, participant = work_with(participant, by=by)
    must_have_happened(case, happened_at, by=by, now=now)
    entry = ContactEntry.objects.create(
        participant=participant,
        happened_at=happened_at,
        channel=ContactChannel(channel),
        outcome=ContactOutcome(outcome),
        information_given=information_given,
        note=note,
        next_contact_on=next_contact_on,
        **stamp(by, now),
    )
    reached(participant, two_way=entry.outcome in TWO_WAY)
    tell(
        case,
        "contact.logged",
        entry,
        by=by,
        now=now,
        on=happened_at,
        about=participant,
        channel=str(channel),
        result=str(outcome),
    )
    return entry
