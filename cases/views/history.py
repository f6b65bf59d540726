from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from audit.record import record
from cases.queries.case import get_case
from cases.queries.entries import GROUPS
from cases.queries.timeline import entries, moments
from rjcase import clock

from .frame import frame

A_PAGE = 25


@area_view(Perm.CASE_VIEW)
def case_history(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    case = get_case(actor, reference)
    record("case.viewed", case, by=actor, page="history")
    asked = request.GET.get("kind", "")
    kind = asked if asked in GROUPS else ""
    page = Paginator(moments(case, actor, group=kind), A_PAGE).get_page(request.GET.get("page"))
    context = {
        **frame(actor, case, "cases:history"),
        "page": page,
        "entries": entries(list(page.object_list), actor),
        "kinds": GROUPS.items(),
        "kind": kind,
        "today": clock.today(),
    }
    return render(request, "cases/history.html", context)
