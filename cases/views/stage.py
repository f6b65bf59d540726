"""Moving a case on or back, and letting it wait."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from areas.scoping import Stale
from cases import pipeline
from cases.actions.activity import CaseClosed
from cases.actions.hold import HoldRefused, hold_case, release_case
from cases.actions.stage import AlreadyMoved, StepRefused, move_case
from cases.forms.stage import BackForm, HoldForm, MoveForm, PassForm, ReleaseForm
from cases.models import Case
from cases.queries.next_steps import standing_of
from cases.stages import Stage
from rjcase import clock
from ui.pages import back, form_page

from .detail import onward
from .frame import frame
from .work import posted, seen


def _answer(
    request: HttpRequest, actor: Actor, case: Case, *, form: MoveForm, template: str
) -> HttpResponse:
    """Take the step that the form names, or show the page again with what stands against it."""
    if form.is_valid():
        try:
            moved = move_case(case, by=actor, now=clock.now(), **form.cleaned_data)
        except AlreadyMoved as first:
            form.conflict = str(first)
        except StepRefused as refused:
            form.add_error(None, str(refused))
        else:
            message = _("The case is now at: %(stage)s.") % {"stage": moved.get_stage_display()}
            return back(request, message, "cases:detail", actor.area.slug, case.reference)
    context = {
        **frame(actor, case),
        "onward": onward(standing_of(case, actor), actor, clock.today()),
    }
    return form_page(request, template, form, **context)


@area_view(Perm.CASE_MOVE)
def case_move(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    case = seen(request, actor, reference)
    step = pipeline.step_forward(Stage(case.stage))
    unmet = step.refusals(standing_of(case, actor), actor, clock.today()) if step else []
    kind = PassForm if unmet and pipeline.may_pass(unmet, actor) else MoveForm
    form = kind(posted(request), initial={"to": step.target if step else ""})
    return _answer(request, actor, case, form=form, template="cases/move.html")


@area_view(Perm.CASE_MOVE)
def case_step_back(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    case = seen(request, actor, reference)
    step = pipeline.step_back(Stage(case.stage))
    form = BackForm(posted(request), initial={"to": step.target if step else ""})
    return _answer(request, actor, case, form=form, template="cases/step_back.html")


@area_view(Perm.CASE_WORK)
def case_hold(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Put the case on hold, change that, or with `release` take it off."""
    case, now = seen(request, actor, reference), clock.now()
    releasing = "release" in request.POST
    holding = HoldForm(None if releasing else posted(request), case=case, today=clock.today())
    form = ReleaseForm(request.POST) if releasing else holding
    if form.is_valid():
        try:
            if releasing:
                release_case(case, by=actor, now=now, **form.cleaned_data)
            else:
                hold_case(case, by=actor, now=now, **form.cleaned_data)
        except Stale as stale:
            form.lost_race(str(stale), version=case.version)
        except (HoldRefused, CaseClosed) as refused:
            form.add_error(None, str(refused))
        else:
            message = _("The case is off hold.") if releasing else _("The case is on hold.")
            return back(request, message, "cases:detail", actor.area.slug, case.reference)
    context = {**frame(actor, case), "holding": holding}
    return form_page(request, "cases/hold.html", form, **context)
