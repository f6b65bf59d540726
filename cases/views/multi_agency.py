"""Other agencies and a case: who was asked, and what they advised."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from cases.actions.multi_agency import correct_advice, record_advice
from cases.forms.multi_agency import AdviceForm, CorrectAdviceForm
from cases.queries.multi_agency import advice_of, advice_versions, get_advice
from drafts.pages import drafted
from rjcase import clock
from ui.pages import back, form_page

from .frame import frame
from .work import at, attempt, may_work, posted, seen

HERE = "risk:list"


@area_view(Perm.CASE_VIEW)
def agencies(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    case = seen(request, actor, reference)
    context = {
        **frame(actor, case, HERE),
        "times": advice_of(case, actor),
        "may_work": may_work(actor, case),
    }
    return render(request, "cases/multi_agency/list.html", context)


@area_view(Perm.CASE_WORK)
@drafted("case.agencies")
def agencies_add(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    case = seen(request, actor, reference)
    to = at("agencies", actor, case)
    form = AdviceForm(posted(request), today=clock.today())
    if form.is_valid() and attempt(
        form, lambda: record_advice(case, by=actor, now=clock.now(), **form.cleaned_data)
    ):
        return back(request, _("What other agencies advised has been recorded."), to)
    return form_page(
        request,
        "cases/work/form.html",
        form,
        **frame(actor, case, HERE),
        title=_("Record what other agencies advised"),
        cancel=to,
    )


@area_view(Perm.CASE_WORK)
@drafted("case.agencies_correct")
def agencies_correct(
    request: HttpRequest, actor: Actor, reference: str, advice: UUID
) -> HttpResponse:
    case = seen(request, actor, reference)
    row, to = get_advice(actor, case, advice), at("agencies", actor, case)
    versions = advice_versions(row, actor)
    form = CorrectAdviceForm(
        posted(request), latest=versions[-1], count=len(versions), today=clock.today()
    )
    if form.is_valid() and attempt(
        form, lambda: correct_advice(row, by=actor, now=clock.now(), **form.values())
    ):
        return back(request, _("It has been corrected. What it said before is kept."), to)
    if form.conflict:
        form.lost_race(form.conflict, version=len(versions))
    return form_page(
        request,
        "cases/work/form.html",
        form,
        **frame(actor, case, HERE),
        title=_("Correct what other agencies advised"),
        cancel=to,
    )
