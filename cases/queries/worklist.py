"""The list of cases, and who may be given one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from areas.actor import Actor
from cases.models import Case, CaseWorker
from cases.stages import Stage, WorkerRole
from ui.dates import day, relative_day

OPEN, ALL = "open", "all"


@dataclass(frozen=True, slots=True)
class Risk:
    """How the risk of a case stands, in words, and whether its review is late."""

    text: str
    is_late: bool


def risk_words(case: Case, today: date) -> Risk:
    until = case.risk_cleared_until
    if case.stage == Stage.CLOSED:
        return Risk(_("Closed"), False)
    if until is None:
        return Risk(_("Not signed off yet"), False)
    values = {"day": day(until), "when": relative_day(until, today)}
    return Risk(_("Review due %(day)s (%(when)s)") % values, until < today)


def worklist(
    actor: Actor, *, today: date, stage: str = OPEN, mine: bool = False, on_hold: bool = False
) -> QuerySet[Case]:
    """The cases that the actor may see, the latest activity first, each with its lead's name.

    `stage` is a Stage, or "open" for all but the closed, or "all".
    """
    workers = CaseWorker.objects.visible_to(actor).filter(until_at=None)
    leads = workers.filter(case=OuterRef("pk"), role=WorkerRole.LEAD).values("user__name")[:1]
    rows = Case.objects.visible_to(actor)
    if stage == OPEN:
        rows = rows.open()
    elif stage != ALL:
        rows = rows.filter(stage=stage)
    if mine:
        rows = rows.filter(pk__in=workers.filter(user=actor.user).values("case_id"))
    if on_hold:
        rows = rows.filter(hold_until__gte=today)
    return rows.annotate(lead=Subquery(leads)).order_by("-last_activity_at", "pk")
