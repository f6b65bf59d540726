"""What is due, as queries, one for each kind. Nothing is stored, so nothing has to be cancelled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import F, Max, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Greatest, TruncDate

from areas.actor import Actor
from cases.models import Case, CaseWorker, Clearance, StageChange
from cases.models.case import CaseQuerySet
from cases.stages import Stage, WorkerRole

LONDON = ZoneInfo("Europe/London")
RISK_REVIEW = "risk_review"
A_WEEK = timedelta(days=7)
MONDAY = 0


@dataclass(frozen=True, slots=True)
class DueItem:
    """One thing that is due on a day: about which row, by which reference, and for whom."""

    kind: str
    due_on: date
    subject_id: UUID
    reference: str
    for_whom: tuple[UUID, ...]


def _cleared_or_stopped_on(actor: Actor) -> Coalesce:
    """The day until which the case is cleared; without a clearance, since when it has none."""
    ended = Clearance.objects.visible_to(actor).filter(case=OuterRef("pk"), ended_at__isnull=False)
    moved = StageChange.objects.visible_to(actor).filter(case=OuterRef("pk"))
    since = Greatest(
        "opened_at",
        Subquery(ended.order_by().values("case").annotate(last=Max("ended_at")).values("last")),
        Subquery(moved.order_by().values("case").annotate(last=Max("happened_at")).values("last")),
    )
    return Coalesce(F("risk_cleared_until"), TruncDate(since, tzinfo=LONDON))


def _needing_review(actor: Actor, today: date) -> CaseQuerySet:
    uncleared = Q(risk_cleared_until=None, stage__in=[Stage.PREPARATION, Stage.CONFERENCE])
    return (
        Case.objects
        .visible_to(actor)
        .open()
        .filter(Q(risk_cleared_until__lte=today + A_WEEK) | uncleared)
    )


def _workers(actor: Actor, role: Q) -> Subquery:
    rows = CaseWorker.objects.visible_to(actor).filter(role, case=OuterRef("pk"), until_at=None)
    grouped = rows.order_by().values("case").annotate(them=ArrayAgg("user_id", order_by="user_id"))
    return Subquery(grouped.values("them"))


def risk_reviews(actor: Actor, today: date, *, subject_id: UUID | None = None) -> list[DueItem]:
    """Open cases whose clearance ends within a week or has ended, or that go on without any.

    For the lead facilitator, or where there is none for all who work the case. A risk does not wait
    for a hold to end. One query, whatever the number of cases.
    """
    rows = _needing_review(actor, today)
    if subject_id is not None:
        rows = rows.filter(pk=subject_id)
    found = rows.annotate(
        due_on=_cleared_or_stopped_on(actor),
        them=Coalesce(
            _workers(actor, Q(role=WorkerRole.LEAD)),
            _workers(actor, ~Q(role=WorkerRole.SUPERVISOR)),
            Value([]),
        ),
    )
    values = found.order_by("due_on", "pk").values_list("due_on", "pk", "reference", "them")
    return [DueItem(RISK_REVIEW, due, pk, name, tuple(them)) for due, pk, name, them in values]


def milestone(due_on: date, today: date) -> date:
    """The latest day up to today on which a reminder is called for.

    A week before, on the day itself, and each Monday while it is late. Whoever was told since then
    is not told again; whoever was not, because the program stood still or the case came within the
    week, is told today.
    """
    if today < due_on:
        return due_on - A_WEEK
    monday = today - timedelta(days=(today.weekday() - MONDAY) % 7)
    return max(due_on, monday)
