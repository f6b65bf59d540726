from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from audit.record import record
from cases.queries.caseload import restricted_from
from cases.queries.worklist import ALL, OPEN, risk_words, worklist
from cases.stages import Stage
from rjcase import clock

A_PAGE = 25


def stage_filters() -> list[tuple[str, str]]:
    return [
        (OPEN, _("Open cases")),
        *((stage.value, str(stage.label)) for stage in Stage),
        (ALL, _("All cases")),
    ]


@area_view(Perm.CASE_VIEW)
def case_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The cases that the actor may see; what is filtered stands in the address."""
    today, stages = clock.today(), stage_filters()
    asked = request.GET.get("stage", OPEN)
    chosen = asked if asked in dict(stages) else OPEN
    mine, on_hold = "mine" in request.GET, "on_hold" in request.GET
    record("case.listed", ("cases.Case", chosen), by=actor)
    rows = worklist(actor, today=today, stage=chosen, mine=mine, on_hold=on_hold)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(case, risk_words(case, today)) for case in page.object_list],
        "stages": stages,
        "chosen": chosen,
        "mine": mine,
        "on_hold": on_hold,
        "shows_mine": actor.may(Perm.CASE_VIEW_ALL) and actor.may(Perm.CASE_WORK),
        "today": today,
        "may_add": actor.may(Perm.REFERRAL_MAKE) and not actor.may(Perm.REFERRAL_VIEW),
        "restricted": restricted_from(actor) * actor.may(Perm.CASE_VIEW_ALL),
        "is_filtered": mine or on_hold or chosen != OPEN,
    }
    return render(request, "cases/list.html", context)
