"""The contact log: every attempt to reach a participant, and every contact with them; and that one
was recorded by mistake.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from areas.actor import Actor
from cases.models import ContactEntry, Participant
from cases.queries.ways import BY_KIND, ways_of
from cases.stages import (
    DOUBTFUL,
    NOBODY_THERE,
    TWO_WAY,
    AgainstWishes,
    ContactChannel,
    ContactOutcome,
)
from people.ways import doubt_ways
from ui.dates import moment

from .activity import must_have_happened, stamp
from .case_work import SomebodyWasFirst, work_with
from .information import given
from .participants import reached
from .timeline import tell


class NotAllowed(Exception):
    """They did not allow this way or this time, and nobody has said why it was done all the same.
    The text may be shown.
    """


@transaction.atomic
def log_contact(
    participant: Participant,
    *,
    happened_at: datetime,
    channel: str,
    outcome: str,
    by: Actor,
    now: datetime,
    information: Sequence[str] = (),
    information_format: str = "",
    information_language: str = "",
    against_wishes: str = "",
    note: str = "",
    next_contact_on: date | None = None,
) -> ContactEntry:
    """Log one attempt or contact; raises ImpossibleDay, CaseClosed, NotAllowed, NobodyWasTold.

    A two-way outcome means that they were reached (rule C05); anything else is an attempt. Any
    information that was given counts as informed (rule C06).
    """
    case, participant = work_with(participant, by=by)
    must_have_happened(case, happened_at, by=by, now=now)
    way = next(way for way in ways_of(participant, by) if way.channel == channel)
    why = _all_the_same(way.objection(outcome=outcome, at=happened_at), against_wishes)
    entry = ContactEntry.objects.create(
        participant=participant,
        happened_at=happened_at,
        channel=ContactChannel(channel),
        outcome=ContactOutcome(outcome),
        against_wishes=why,
        note=note,
        next_contact_on=next_contact_on,
        **_told(outcome, information, information_format, information_language),
        **stamp(by, now),
    )
    reached(participant, two_way=entry.outcome in TWO_WAY)
    codes: dict[str, Any] = {"channel": str(channel), "result": str(outcome)}
    codes |= _doubted(entry, by=by, now=now) | ({"against_wishes": why} if why else {})
    tell(case, "contact.logged", entry, by=by, now=now, on=happened_at, about=participant, **codes)
    return entry


@transaction.atomic
def mark_mistaken(entry: ContactEntry, *, why: str, by: Actor, now: datetime) -> ContactEntry:
    """Say that an entry was recorded by mistake: it stays to be read, and counts nowhere.

    Where the participant stands is left as it is. Raises CaseClosed, SomebodyWasFirst.
    """
    case, participant = work_with(entry.participant, by=by)
    rows = ContactEntry.objects.visible_to(by).select_for_update(of=("self",))
    row = rows.get(pk=entry.pk, participant=participant)
    if row.mistaken_at:
        raise SomebodyWasFirst(said_before(row))
    row.mistaken_at, row.mistaken_by, row.mistaken_why = now, by.user, why
    row.save(update_fields=["mistaken_at", "mistaken_by", "mistaken_why"])
    codes: dict[str, Any] = {"channel": row.channel, "result": row.outcome}
    tell(case, "contact.mistaken", row, by=by, now=now, about=participant, **codes)
    return row


def said_before(row: ContactEntry) -> str:
    """Who has said already that an entry is a mistake, and when."""
    values = {
        "name": row.mistaken_by.name if row.mistaken_by else "",
        "when": moment(row.mistaken_at or row.recorded_at),
    }
    return _("%(name)s said on %(when)s already that this was recorded by mistake.") % values


def _doubted(entry: ContactEntry, *, by: Actor, now: datetime) -> dict[str, str]:
    """Where it was not safe, or somebody else was there, nobody knows any more whether ways of that
    kind are safe.
    """
    kinds, person = BY_KIND[ContactChannel(entry.channel)], entry.participant.person
    doubts = entry.outcome in DOUBTFUL and doubt_ways(person, kinds, by=by, now=now)
    return {"doubted": str(entry.channel)} if doubts else {}


def _told(outcome: str, what: Sequence[str], form: str, language: str) -> dict[str, Any]:
    is_there = outcome not in NOBODY_THERE
    told = given(what, form, language, is_somebody_there=is_there)
    return {"information_given": bool(what), **told}


def _all_the_same(objection: str, why: str) -> str:
    """The reason where they did not allow it; raises NotAllowed where there is none."""
    if objection and not why:
        raise NotAllowed(_("%(why)s Say why it was done all the same.") % {"why": objection})
    return AgainstWishes(why).value if objection else ""
