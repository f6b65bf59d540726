"""From the writer to the second pair of eyes, and back."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from areas.scoping import Stale
from areas.two_people import SamePerson
from audit.record import record
from cases.actions.activity import CaseClosed
from cases.views.frame import frame
from cases.views.work import posted, seen
from risk import actions
from risk.forms.signing import ReturnForm, SignForm, SubmitForm
from risk.models import Assessment
from risk.queries import get_assessment, last_review_day, waiting_for_sign_off
from rjcase import clock
from ui.forms import Form
from ui.pages import back, form_page

PER_PAGE = 25
HERE = "risk:list"
Overtaken = (Stale, actions.NotWaiting)


def _page(
    request: HttpRequest, name: str, form: Form, row: Assessment, *, actor: Actor, **context: Any
) -> HttpResponse:
    context |= {"assessment": row, "today": clock.today(), **frame(actor, row.case, HERE)}
    return form_page(request, f"risk/{name}.html", form, **context)


@area_view(Perm.RISK_SIGN_OFF)
def waiting(request: HttpRequest, actor: Actor) -> HttpResponse:
    record("risk.listed", actor.area, by=actor)
    page = Paginator(waiting_for_sign_off(actor), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "risk/waiting.html", {"page": page})


@area_view(Perm.RISK_ASSESS)
def risk_submit(request: HttpRequest, actor: Actor, reference: str, number: int) -> HttpResponse:
    case = seen(request, actor, reference)
    row = get_assessment(actor, case, number)
    actions.must_be_author(row, by=actor)
    form = SubmitForm(posted(request), initial={"version": row.version})
    if form.is_valid():
        try:
            actions.submit_assessment(
                row, version=form.cleaned_data["version"], by=actor, now=clock.now()
            )
        except Overtaken as overtaken:
            form.lost_race(str(overtaken), version=row.version)
        except CaseClosed as refused:
            form.add_error(None, str(refused))
        else:
            message = _("The assessment waits for sign-off.")
            return back(request, message, "risk:assessment", actor.area.slug, reference, number)
    return _page(request, "submit", form, row, actor=actor)


@area_view(Perm.RISK_SIGN_OFF)
def risk_sign(request: HttpRequest, actor: Actor, reference: str, number: int) -> HttpResponse:
    case = seen(request, actor, reference)
    row = get_assessment(actor, case, number)
    today = clock.today()
    latest = last_review_day(actor, row.level, today) if row.is_reviewed else None
    initial = {"version": row.version}
    form = SignForm(posted(request), initial=initial, latest=latest, today=today)
    if form.is_valid():
        try:
            actions.sign_off(row, by=actor, now=clock.now(), **form.cleaned_data)
        except Overtaken as overtaken:
            form.conflict = str(overtaken)
        except (SamePerson, CaseClosed, actions.ImpossibleReview) as refused:
            form.add_error(None, str(refused))
        else:
            message = _("You have signed the assessment off.")
            return back(request, message, "risk:assessment", actor.area.slug, reference, number)
    return _page(request, "sign", form, row, actor=actor, latest=latest)


@area_view(Perm.RISK_SIGN_OFF)
def risk_return(request: HttpRequest, actor: Actor, reference: str, number: int) -> HttpResponse:
    case = seen(request, actor, reference)
    row = get_assessment(actor, case, number)
    form = ReturnForm(posted(request), initial={"version": row.version})
    if form.is_valid():
        try:
            actions.return_assessment(row, by=actor, now=clock.now(), **form.cleaned_data)
        except Overtaken as overtaken:
            form.conflict = str(overtaken)
        except CaseClosed as refused:
            form.add_error(None, str(refused))
        else:
            message = _("The assessment has been sent back.")
            return back(request, message, "risk:assessment", actor.area.slug, reference, number)
    return _page(request, "return", form, row, actor=actor)
