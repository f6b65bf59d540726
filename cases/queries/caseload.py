"""What the service has in hand: by worker, what stands still, and what nobody has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from areas.actor import Actor
from areas.models import User
from areas.queries import practitioners
from cases.models import Case, CaseWorker, Restriction
from cases.stages import RiskLevel, Stage, WorkerRole

from .concerns import Unanswered, unanswered
from .due import due_items, working
from .planned import planned

NEW = timedelta(days=7)
AMBER, RED = timedelta(days=21), timedelta(days=42)
GRAVE = frozenset({RiskLevel.HIGH, RiskLevel.VERY_HIGH})
STAGES = tuple(stage for stage in Stage if stage is not Stage.CLOSED)


@dataclass(frozen=True, slots=True)
class Load:
    """What one worker has in hand. `weight` is in halves of a case made whole: see `weight_of`."""

    user: User
    open: int
    by_stage: Sequence[tuple[str, int]]
    weight: float
    new: int
    overdue: int
    to_record: int


@dataclass(frozen=True, slots=True)
class Still:
    """A case in which nothing has happened for three weeks; for six it is urgent."""

    case: Case
    days: int
    is_urgent: bool
    team: str


@dataclass(frozen=True, slots=True)
class Caseload:
    loads: Sequence[Load]
    still: Sequence[Still]
    unallocated: Sequence[Case]
    restricted: int
    concerns: Unanswered


def weight_of(case: Case, role: str, today: date) -> float:
    """A case weighs 1, and 1 more each if it is sensitive or its risk is high; half for who is
    second, and half of that while it is on hold.
    """
    whole = 1 + case.is_sensitive + (case.risk_level in GRAVE)
    share = whole if role == WorkerRole.LEAD else whole / 2
    held = case.hold_until is not None and case.hold_until >= today
    return share / 2 if held else share


def caseload(actor: Actor, *, now: datetime) -> Caseload:
    """In as many queries whatever the area has; of restricted cases only what the actor may see."""
    cases = Case.objects.visible_to(actor).open()
    rows = CaseWorker.objects.visible_to(actor).filter(until_at=None, case__in=cases)
    workers = list(rows.select_related("case", "user").order_by("role", "user__name"))
    return Caseload(
        loads=_loads(workers, cases, actor, now=now),
        still=_still(cases, workers, actor, now),
        unallocated=list(cases.unallocated().order_by("opened_at", "pk")),
        restricted=restricted_from(actor),
        concerns=unanswered(actor, now),
    )


def restricted_from(actor: Actor) -> int:
    """How many cases of the area are restricted and not opened to the actor: a number alone."""
    rows = Restriction.objects.visible_to(actor).filter(lifted_at=None)
    return rows.exclude(case__shares__user=actor.user).count()


def _loads(
    workers: Iterable[CaseWorker], cases: QuerySet[Case], actor: Actor, *, now: datetime
) -> list[Load]:
    today = timezone.localdate(now)
    late = _counted(
        one.reference
        for one in due_items(cases, actor, today=today, until=today - timedelta(days=1))
    )
    waiting = planned(working(cases, actor, today), actor, until=today)
    unrecorded = _counted(one.reference for one in waiting if one.at <= now)
    held: dict[UUID, list[CaseWorker]] = {one.user_id: [] for one in practitioners(actor)}
    users = {one.user_id: one.user for one in practitioners(actor)}
    for row in workers:
        if row.role != WorkerRole.SUPERVISOR:
            users[row.user_id] = row.user
            held.setdefault(row.user_id, []).append(row)
    loads = [_load(users[pk], rows, late, unrecorded, now=now) for pk, rows in held.items()]
    return sorted(loads, key=lambda one: (-one.weight, one.user.name))


def _load(
    user: User,
    rows: Sequence[CaseWorker],
    late: Mapping[str, int],
    unrecorded: Mapping[str, int],
    *,
    now: datetime,
) -> Load:
    today, mine = timezone.localdate(now), [row.case for row in rows]
    return Load(
        user=user,
        open=len(rows),
        by_stage=[
            (str(stage.label), sum(case.stage == stage for case in mine)) for stage in STAGES
        ],
        weight=sum(weight_of(row.case, row.role, today) for row in rows),
        new=sum(row.from_at > now - NEW for row in rows),
        overdue=sum(late.get(case.reference, 0) for case in mine),
        to_record=sum(unrecorded.get(case.reference, 0) for case in mine),
    )


def _counted(references: Iterable[str]) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for reference in references:
        found[reference] = found.get(reference, 0) + 1
    return found


def _still(
    cases: QuerySet[Case], workers: Iterable[CaseWorker], actor: Actor, now: datetime
) -> list[Still]:
    """Those that wait for a day or for their people stand still for a reason."""
    teams: dict[UUID, list[str]] = {}
    for row in workers:
        teams.setdefault(row.case_id, []).append(row.user.name)
    rows = working(cases, actor, timezone.localdate(now)).filter(last_activity_at__lte=now - AMBER)
    return [
        Still(
            case,
            (now - case.last_activity_at).days,
            now - case.last_activity_at >= RED,
            ", ".join(teams.get(case.pk, [])),
        )
        for case in rows.order_by("last_activity_at", "pk")
    ]
