from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from cases.actions.activity import ImpossibleDay
from cases.actions.closing import close_case, reopen_case
from cases.actions.stage import AlreadyMoved
from cases.forms.closing import CloseForm, ReopenForm
from cases.queries.case import participants_of
from cases.queries.overview import closure_of
from cases.queries.planned import planned_of
from cases.stages.sides import is_mediation
from rjcase import clock
from ui.pages import back, form_page

from .frame import frame
from .work import posted, seen


@area_view(Perm.CASE_CLOSE)
def case_close(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    case, now = seen(request, actor, reference), clock.now()
    people = participants_of(case, actor)
    mediation = is_mediation(one.side for one in people)
    form = CloseForm(posted(request), today=clock.today(), mediation=mediation)
    if form.is_valid():
        try:
            close_case(case, by=actor, now=now, **form.cleaned_data)
        except AlreadyMoved as first:
            form.conflict = str(first)
        except ImpossibleDay as refused:
            form.add_error("happened_on", str(refused))
        else:
            message = _("The case is closed.")
            return back(request, message, "cases:detail", actor.area.slug, case.reference)
    context = {
        **frame(actor, case),
        "planned": planned_of(case, actor, {one.pk: one for one in people}),
        "people": people,
    }
    return form_page(request, "cases/close.html", form, **context)


@area_view(Perm.CASE_CLOSE)
def case_reopen(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    case = seen(request, actor, reference)
    form = ReopenForm(posted(request))
    if form.is_valid():
        try:
            reopen_case(case, by=actor, now=clock.now(), **form.cleaned_data)
        except AlreadyMoved as first:
            form.conflict = str(first)
        else:
            message = _("The case is open again.")
            return back(request, message, "cases:detail", actor.area.slug, case.reference)
    context = {**frame(actor, case), "closure": closure_of(case, actor)}
    return form_page(request, "cases/reopen.html", form, **context)
