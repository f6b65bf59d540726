"""The history of a case as one line of entries, newest first.

One query over all tables says which entries a page shows; then one for each kind among them.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case as Choose
from django.db.models import CharField, DateTimeField, F, QuerySet, Value, When
from django.db.models.functions import Cast
from django.utils import timezone

from areas.actor import Actor
from areas.scoping import AreaQuerySet
from cases.models import Case

from .entries import KINDS, Entry, Kind

A_DAY = timedelta(days=1)
MIDDAY = timedelta(hours=12)
BY_CODE = {kind.code: kind for kind in KINDS}
LATER = {"delivery", "action"}
"""What is told of a row long after it was begun: its recording says nothing about the telling."""


def _rows(kind: Kind, actor: Actor) -> AreaQuerySet[Any]:
    model: Any = kind.model
    rows: AreaQuerySet[Any] = model.objects.visible_to(actor)
    return rows


def _moments(kind: Kind, case: Case, actor: Actor) -> QuerySet[Any, tuple[Any, ...]]:
    """Kind, key and moment of each row; a day is midday, or when it was written on that day."""
    when: Any = F(kind.happened)
    if kind.is_day:
        midday = Cast(F(kind.happened), DateTimeField()) + Value(MIDDAY)
        same_day = When(recorded_at__date=F(kind.happened), then=F("recorded_at"))
        when = Choose(same_day, default=midday, output_field=DateTimeField())
    rows = _rows(kind, actor).filter(
        kind.only, **{kind.case: case, f"{kind.happened}__isnull": False}
    )
    return (
        rows
        .order_by()
        .annotate(code=Value(kind.code, output_field=CharField()), moment=when)
        .values_list("code", "pk", "moment")
    )


def moments(case: Case, actor: Actor, *, group: str = "") -> QuerySet[Any, tuple[Any, ...]]:
    """Everything that happened in a visible case, newest first, as (kind, key, moment)."""
    wanted = [kind for kind in KINDS if group in {"", kind.group}] or list(KINDS)
    first, *others = [_moments(kind, case, actor) for kind in wanted]
    return first.union(*others, all=True).order_by("-moment", "pk")


def entries(found: list[tuple[Any, ...]], actor: Actor) -> list[Entry]:
    """The entries of one page of `moments`, in its order."""
    rows: dict[tuple[str, Any], Any] = {}
    for code in {code for code, _pk, _moment in found}:
        kind = BY_CODE[code]
        wanted = _rows(kind, actor).filter(pk__in=[pk for one, pk, _moment in found if one == code])
        for row in wanted.select_related("recorded_by", *kind.people):
            rows[code, row.pk] = row
    return [_entry(BY_CODE[code], rows[code, pk]) for code, pk, _moment in found]


def _entry(kind: Kind, row: Any) -> Entry:
    title, text = kind.tell(row)
    when: date | datetime = getattr(row, kind.happened)
    happened_on = timezone.localdate(when) if isinstance(when, datetime) else when
    recorded_on = timezone.localdate(row.recorded_at)
    late = kind.code not in LATER and recorded_on - happened_on > A_DAY
    by = row.recorded_by.name if row.recorded_by else ""
    return Entry(kind.group, title, text, by, when, recorded_on if late else None)


def latest(case: Case, actor: Actor, *, count: int = 5) -> list[Entry]:
    return entries(list(moments(case, actor)[:count]), actor)
