"""What other agencies advised about a case, each time with its versions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.shortcuts import get_object_or_404

from areas.actor import Actor
from areas.scoping import AreaQuerySet
from cases.models import AgencyAdvice, Case


def _rows(actor: Actor) -> AreaQuerySet[AgencyAdvice]:
    return AgencyAdvice.objects.visible_to(actor).select_related("case", "recorded_by", "original")


def _in_order(rows: Iterable[AgencyAdvice]) -> list[AgencyAdvice]:
    """The versions of one time, the first first: each names the one before it."""
    after = {row.corrects_id: row for row in rows}
    found: list[AgencyAdvice] = []
    key = None
    while key in after:
        found.append(after[key])
        key = found[-1].pk
    return found


def advice_of(case: Case, actor: Actor) -> list[list[AgencyAdvice]]:
    """Each time that other agencies were asked about a visible case, the latest time first, as its
    versions, the one that holds first: one query.
    """
    times: dict[UUID, list[AgencyAdvice]] = {}
    for row in _rows(actor).filter(case=case):
        times.setdefault(row.original_id, []).append(row)
    found = [_in_order(versions)[::-1] for versions in times.values()]
    return sorted(found, key=lambda versions: _in_turn(versions[0]), reverse=True)


def _in_turn(row: AgencyAdvice) -> tuple[date, datetime]:
    """A correction is as old as what it corrects, but for the day that it says."""
    return row.happened_on, row.original.recorded_at


def advice_versions(row: AgencyAdvice, actor: Actor) -> list[AgencyAdvice]:
    """All versions, the first first."""
    return _in_order(_rows(actor).filter(original=row.original_id))


def get_advice(actor: Actor, case: Case, pk: UUID) -> AgencyAdvice:
    """One of a visible case, or 404."""
    return get_object_or_404(_rows(actor).filter(case=case), pk=pk)
