from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from audit.record import record
from cases.forms.history import HistoryForm
from cases.queries.case import get_case, participants_of
from cases.queries.timeline import in_full, moments, names_of
from rjcase import clock

from .frame import frame

A_PAGE = 25


@area_view(Perm.CASE_VIEW)
def case_history(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    case = get_case(actor, reference)
    record("case.viewed", case, by=actor, page="history")
    people = participants_of(case, actor)
    form = HistoryForm(request.GET, people=people)
    rows = moments(case, actor, form.narrowed())
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        **frame(actor, case, "cases:history"),
        "page": page,
        "entries": in_full(list(page.object_list), actor, names_of(people)),
        "form": form,
        "today": clock.today(),
    }
    return render(request, "cases/history.html", context)
