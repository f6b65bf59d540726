"""The history of a case as one line of entries, newest first: one table, read by one index."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from areas.actor import Actor
from areas.scoping import AreaQuerySet
from cases.models import Case, Participant, TimelineEntry
from cases.stages import Audience, Side

from .entries import KINDS, SMALL, Group, Told, codes_of
from .record import with_whether_open

A_DAY = timedelta(days=1)
Names = Mapping[UUID, str]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a reader asked to see of a history; small changes only on request."""

    group: Group | None = None
    side: Side | None = None
    participant: UUID | None = None
    since: date | None = None
    until: date | None = None
    with_small: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened in the case, newest first on the page.

    `when` is a day or a moment; `recorded_on` is set where it was written down over a day later.
    """

    group: Group
    title: str
    text: str
    by: str
    when: date | datetime
    recorded_on: date | None


EVERYTHING = Narrowed()


def moments(
    case: Case, actor: Actor, narrowed: Narrowed = EVERYTHING
) -> AreaQuerySet[TimelineEntry]:
    """What happened in a visible case, newest first."""
    rows = with_whether_open(TimelineEntry.objects.visible_to(actor).filter(case=case), actor)
    if narrowed.side or narrowed.participant:
        rows = rows.filter(Q(is_open=True))
    if narrowed.group:
        rows = rows.filter(kind__in=codes_of(narrowed.group))
    if narrowed.side:
        rows = rows.filter(side=narrowed.side)
    if narrowed.participant:
        rows = rows.filter(participant=narrowed.participant)
    if narrowed.since:
        rows = rows.filter(happened_at__date__gte=narrowed.since)
    if narrowed.until:
        rows = rows.filter(happened_at__date__lte=narrowed.until)
    if not narrowed.with_small:
        rows = rows.exclude(kind__in=SMALL)
    return rows.select_related("recorded_by").order_by("-happened_at", "id")


def names_of(people: Iterable[Participant]) -> Names:
    return {one.pk: one.person.short_name for one in people}


def in_full(found: Sequence[TimelineEntry], actor: Actor, names: Names) -> list[Entry]:
    """The entries with the words of their rows: one query for each kind among them."""
    words: dict[UUID, str] = {}
    for code in {one.kind for one in found}:
        words |= _words(code, [one for one in found if one.kind == code], actor)
    return [entry_of(one, names, words.get(one.pk, "")) for one in found]


def _words(code: str, found: Sequence[TimelineEntry], actor: Actor) -> dict[UUID, str]:
    kind = KINDS[code]
    if kind.model is None:
        return {}
    model: Any = kind.model
    rows = model.objects.visible_to(actor).filter(pk__in=[one.subject_id for one in found])
    texts = {row.pk: kind.text(row, actor) for row in rows.select_related(*kind.along)}
    return {one.pk: texts.get(one.subject_id, "") for one in found}


def entry_of(row: TimelineEntry, names: Names, text: str = "") -> Entry:
    kind = KINDS[row.kind]
    about = names.get(row.participant_id, "") if row.participant_id else ""
    codes = row.codes
    if not getattr(row, "is_open", True):
        about, codes = "", {**codes, "audience": Audience.MANAGERS}
    title = kind.title(Told(codes, about, names))
    happened_on = timezone.localdate(row.happened_at)
    recorded_on = timezone.localdate(row.recorded_at)
    by = row.recorded_by.name if row.recorded_by else ""
    when = happened_on if row.whole_day else row.happened_at
    return Entry(
        kind.group,
        title,
        text,
        by,
        when,
        recorded_on if recorded_on - happened_on > A_DAY else None,
    )


def latest(case: Case, actor: Actor, names: Names, *, count: int = 5) -> list[Entry]:
    """The titles alone: one query."""
    return [entry_of(row, names) for row in moments(case, actor)[:count]]
