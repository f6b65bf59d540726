"""The assessments of a case: read, write, change."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import words_of
from areas.door import area_view
from areas.roles import Perm
from areas.scoping import Stale
from audit.record import record
from cases.actions.activity import CaseClosed, ImpossibleDay
from cases.models import Case
from cases.queries.case import get_case
from cases.queries.referral_told import with_risks
from cases.queries.sides import is_mediation_case
from cases.stages import Stage
from cases.views.frame import frame
from cases.views.work import posted, seen
from drafts.pages import drafted
from risk import actions
from risk.forms.assessment import ANOTHER, AssessmentForm, answers_of, risks_of
from risk.levels import OF_A_PART, ONE_SIDE, Kind
from risk.queries import assessments_of, get_assessment
from rjcase import clock
from ui.drafting import show_unjudged
from ui.pages import back, form_page

FIELD_OF = {
    ImpossibleDay: "happened_on",
    actions.LevelTooLow: "level",
    actions.ConditionsMissing: "conditions",
    CaseClosed: None,
}
Refused = tuple(FIELD_OF)


HERE = "risk:list"


@area_view(Perm.CASE_VIEW)
def risk_list(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    case = get_case(actor, reference)
    record("risk.listed", case, by=actor)
    rows = assessments_of(case, actor)
    may_write = actor.may(Perm.RISK_ASSESS) and case.stage != Stage.CLOSED
    context = {
        **frame(actor, case, HERE),
        "assessments": rows,
        "may_write": may_write,
        "today": clock.today(),
    }
    return render(request, "risk/list.html", context)


@area_view(Perm.CASE_VIEW)
def risk_assessment(
    request: HttpRequest, actor: Actor, reference: str, number: int
) -> HttpResponse:
    case = get_case(actor, reference)
    assessment = get_assessment(actor, case, number)
    record("risk.viewed", assessment, by=actor, number=number)
    is_author = assessment.recorded_by_id == actor.user_id
    context = {
        **frame(actor, case, HERE),
        "assessment": assessment,
        "today": clock.today(),
        "may_change": is_author and assessment.can_be_changed and actor.may(Perm.RISK_ASSESS),
        "may_sign": not is_author and assessment.is_waiting and actor.may(Perm.RISK_SIGN_OFF),
    }
    return render(request, "risk/assessment.html", context)


@area_view(Perm.RISK_ASSESS)
@drafted("risk.assessment")
def risk_add(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    case = seen(request, actor, reference)
    last = assessments_of(case, actor).exclude(kind__in=[*OF_A_PART, *ONE_SIDE]).first()
    copied = {"kind": Kind.REVIEW, **risks_of(last)} if last else {"kind": Kind.INITIAL}
    initial = {"version": 0, "happened_on": clock.today(), **copied}
    form = _form(request, actor, case, initial)
    if form.is_valid():
        try:
            made = actions.write_assessment(case, by=actor, now=clock.now(), **form.values())
        except Refused as refused:
            form.add_error(FIELD_OF[type(refused)], str(refused))
        else:
            message = _("The assessment has been saved. It counts once it is signed off.")
            return back(
                request, message, "risk:assessment", actor.area.slug, reference, made.number
            )
    return form_page(request, "risk/form.html", form, **_around(case, actor), last=last)


@area_view(Perm.RISK_ASSESS)
@drafted("risk.change")
def risk_change(request: HttpRequest, actor: Actor, reference: str, number: int) -> HttpResponse:
    case = seen(request, actor, reference)
    row = get_assessment(actor, case, number)
    actions.must_be_author(row, by=actor)
    form = _form(request, actor, case, answers_of(row))
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.change_assessment(
                row, version=version, by=actor, now=clock.now(), **form.values()
            )
        except Stale as stale:
            form.lost_race(str(stale), version=row.version)
        except actions.NotWaiting as submitted:
            form.conflict = str(submitted)
        except Refused as refused:
            form.add_error(FIELD_OF[type(refused)], str(refused))
        else:
            message = _("The assessment has been saved.")
            return back(request, message, "risk:assessment", actor.area.slug, reference, number)
    return form_page(request, "risk/form.html", form, **_around(case, actor), assessment=row)


def _around(case: Case, actor: Actor) -> dict[str, Any]:
    """What stands around the form, and what the referrals told of risks."""
    told = with_risks(case, actor)
    for one in told:
        record("referral.viewed", one, by=actor, case=case.reference)
    return {**frame(actor, case, HERE), "told": told}


def _form(
    request: HttpRequest, actor: Actor, case: Case, initial: dict[str, Any]
) -> AssessmentForm:
    """In the words of the area, and of this kind of case; one more place is given unjudged."""
    if ANOTHER in request.POST:
        show_unjudged(request)
    return AssessmentForm(
        posted(request),
        initial=initial,
        words=words_of(actor),
        today=clock.today(),
        mediation=is_mediation_case(case, actor),
    )
