"""The notes and documents of a case on one page."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from areas.actor import Actor
from areas.context import words_of
from areas.door import area_view
from areas.models import Agency
from areas.roles import Perm
from cases.forms.record import RecordForm
from cases.models import Case, Participant
from cases.queries.case import participants_of
from cases.queries.record_lines import in_full, lines

from .frame import frame
from .work import PER_PAGE, may_work, seen


@area_view(Perm.CASE_VIEW)
def record_list(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    case, words = seen(request, actor, reference), words_of(actor)
    form = RecordForm(request.GET, people=participants_of(case, actor), words=words)
    rows = lines(case, actor, form.asked())
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **frame(actor, case, "cases:record"),
        "form": form,
        "page": page,
        "lines": in_full(list(page.object_list), actor),
        "may_work": may_work(actor, case),
    }
    return render(request, "cases/record/list.html", context)


def readers_for(actor: Actor, case: Case, about: Participant | None) -> dict[str, Any]:
    """Among whom a new note or document chooses: whom it is about, and who can see it."""
    return {
        "people": participants_of(case, actor),
        "about": about,
        "agencies": Agency.objects.visible_to(actor).order_by("name"),
        "words": words_of(actor),
    }
