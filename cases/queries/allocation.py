"""Who may be given a case, what they have in hand, and whom the rule of levels favours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.models import Membership, Practitioner
from areas.queries import members_who_may, practitioners
from areas.roles import Perm
from areas.scoping import AreaQuerySet
from cases.models import Case, CaseWorker, Participant, TimelineEntry
from cases.stages import Stage, WorkerRole
from people.queries import connected_workers

Level = Practitioner.Level
RECENTLY = timedelta(days=7)
MARKED = "case.marked_sensitive"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A facilitator as a coordinator weighs them: counts are of cases."""

    practitioner: Practitioner
    open_cases: int
    new_cases: int
    knows_somebody: bool
    suggestion: str = ""


def may_lead(level: str, *, sensitive: bool) -> bool:
    """By level alone (field guide 2.4): foundation never, intermediate the ordinary cases."""
    return level == Level.ADVANCED or (level == Level.INTERMEDIATE and not sensitive)


def levels_will_do(lead: str, second: str, *, supervised: bool, sensitive: bool) -> bool:
    """The whole rule: an intermediate lead takes a sensitive case beside somebody advanced."""
    if may_lead(lead, sensitive=sensitive):
        return True
    return lead == Level.INTERMEDIATE and (second == Level.ADVANCED or supervised)


def team_with_levels(case: Case, actor: Actor) -> list[CaseWorker]:
    """Those who work a case now, the lead first, each with their `level`, and whether the case was
    `marked_since` they came.
    """
    known = Practitioner.objects.visible_to(actor).filter(user=OuterRef("user"))
    marked = TimelineEntry.objects.visible_to(actor).filter(
        case=OuterRef("case"), kind=MARKED, recorded_at__gte=OuterRef("from_at")
    )
    rows = CaseWorker.objects.visible_to(actor).filter(case=case, until_at=None)
    rows = rows.annotate(level=Subquery(known.values("level")[:1]), marked_since=Exists(marked))
    return list(rows.select_related("user").order_by("role"))


def levels_fit(team: Iterable[CaseWorker], *, sensitive: bool) -> bool:
    """Whether those who work a case (`team_with_levels`) may have it by level. Nobody may, too."""
    by_role: dict[str, Any] = {one.role: one for one in team}
    lead, second = by_role.get(WorkerRole.LEAD), by_role.get(WorkerRole.SECOND)
    if lead is None:
        return True
    return levels_will_do(
        lead.level or "",
        (second.level if second else "") or "",
        supervised=WorkerRole.SUPERVISOR in by_role,
        sensitive=sensitive,
    )


def must_be_given_anew(case: Case, team: Iterable[CaseWorker]) -> bool:
    """Whether the case was marked as sensitive after its lead came, whose level is too low for it.
    What a manager decided for a case that was sensitive already stands.
    """
    told: list[Any] = list(team)
    since = any(one.marked_since for one in told if one.role == WorkerRole.LEAD)
    return case.is_sensitive and since and not levels_fit(told, sensitive=True)


def facilitators(actor: Actor, *, now: datetime) -> QuerySet[Practitioner]:
    """Those who may be given a case, by name, with how many are open and how many are new."""
    held: Any = (
        CaseWorker.objects
        .visible_to(actor)
        .filter(~Q(role=WorkerRole.SUPERVISOR), user=OuterRef("user_id"), until_at=None)
        .exclude(case__stage=Stage.CLOSED)
        .order_by()
        .values("user")
    )
    new = Count("pk", filter=Q(from_at__gt=now - RECENTLY))
    return practitioners(actor).annotate(
        open_cases=Coalesce(Subquery(held.annotate(n=Count("pk")).values("n")), 0),
        new_cases=Coalesce(Subquery(held.annotate(n=new).values("n")), 0),
    )


def supervisors(actor: Actor) -> AreaQuerySet[Membership]:
    """Those who may be named as a case's supervisor: they sign off its risk too."""
    return members_who_may(actor, Perm.RISK_SIGN_OFF)


def who_know_somebody(case: Case, actor: Actor) -> frozenset[UUID]:
    """Users who are connected to somebody in the case: they never work on it."""
    inside = Participant.objects.visible_to(actor).filter(case=case)
    return frozenset(connected_workers(actor, inside.values_list("person_id", flat=True)))


def candidates(case: Case, actor: Actor, *, now: datetime) -> list[Candidate]:
    """Everybody who facilitates, with at most one suggested to lead and one as second."""
    connected = who_know_somebody(case, actor)
    rows: list[Any] = list(facilitators(actor, now=now))
    free = sorted(
        (row for row in rows if row.user_id not in connected),
        key=lambda row: (row.open_cases, row.new_cases),
    )
    lead = next((row for row in free if may_lead(row.level, sensitive=case.is_sensitive)), None)
    second = next((row for row in free if lead and row != lead), None)
    said = {
        lead: _("Suggested to lead: may lead this case and has the fewest open cases"),
        second: _("Suggested second: has the fewest open cases of the others"),
    }
    return [
        Candidate(row, row.open_cases, row.new_cases, row.user_id in connected, said.get(row, ""))
        for row in rows
    ]
