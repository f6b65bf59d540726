"""What pages of letters and messages have in common: their steps, and who writes to whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from areas.actor import Actor
from areas.context import words_of
from areas.door import area_view
from areas.roles import Perm
from cases.actions.case_work import WorkRefused
from cases.actions.orders import ForbiddenByOrder
from cases.forms.crossing import AgreementForm, DayOfStepForm
from cases.models import Case, Letter, Message
from cases.queries.activities import latest_wording, of_a_side, one_side
from cases.queries.crossing_steps import CrossingStep
from cases.queries.ends import couples
from cases.queries.obstacles import CROSSES, forbids_contact, obstacles_of
from rjcase import clock
from ui.forms import VersionedForm
from ui.pages import back, form_page

from .frame import frame
from .work import attempt, posted, seen

FormFor = Callable[[HttpRequest, Actor, Any], VersionedForm]


@dataclass(frozen=True, slots=True)
class StepPage:
    """The page of one step: what it asks, what it does, and what is said when it is done."""

    form: FormFor
    act: Callable[..., object]
    done: str | Promise
    shows_text: bool = False
    template: str = "cases/crossing/step.html"


@area_view(Perm.CASE_WORK)
def write(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Who says something to whom: the page before one that is written for one side alone."""
    case, words = seen(request, actor, reference), words_of(actor)
    found = [
        (one_side(author, words), one_side(recipient, words), carried)
        for author, recipient, carried in couples(actor, case, of_a_side(actor, case))
    ]
    context = {**frame(actor, case, "cases:activities"), "couples": found}
    return render(request, "cases/crossing/write.html", context)


def asks_version(kind: type[VersionedForm]) -> FormFor:
    """A form that needs nothing but the version."""

    def form(request: HttpRequest, actor: Actor, row: Letter | Message) -> VersionedForm:
        return kind(posted(request), initial={"version": row.version})

    return form


def asks_day(
    label: str | Promise, day: str = "happened_on", kind: type[DayOfStepForm] = DayOfStepForm
) -> FormFor:
    """A form that asks on which day it was."""

    def form(request: HttpRequest, actor: Actor, row: Letter | Message) -> VersionedForm:
        today = clock.today()
        return kind(posted(request), version=row.version, day=day, label=label, today=today)

    return form


def asks_agreement(label: str | Promise) -> FormFor:
    """When, how and on which wording they agreed."""

    def form(request: HttpRequest, actor: Actor, row: Letter | Message) -> VersionedForm:
        return AgreementForm(
            posted(request),
            version=row.version,
            day="happened_on",
            label=label,
            today=clock.today(),
            wording=latest_wording(actor),
        )

    return form


def step_page(
    request: HttpRequest,
    actor: Actor,
    row: Letter | Message,
    *,
    case: Case,
    page: StepPage,
    step: CrossingStep,
    there: str,
) -> HttpResponse:
    """A form that takes one step, or says why it cannot be taken."""
    form = page.form(request, actor, row)

    def act() -> object:
        return _of_one_side(page.act, row, by=actor, now=clock.now(), **form.cleaned_data)

    if form.is_valid() and attempt(form, act):
        return back(request, str(page.done), there)
    if form.conflict:
        form.lost_race(form.conflict, version=row.version)
    about = _about(actor, case, row) | {"title": step.label, "cancel": there}
    if step.name in CROSSES:
        about["obstacles"] = obstacles_of(case, row, actor, now=clock.now())
    return form_page(request, page.template, form, **about, shows_text=page.shows_text)


def _of_one_side(act: Callable[..., object], row: Letter | Message, **told: Any) -> object:
    """The page is for one side: what refuses it names neither of the two."""
    try:
        return act(row, **told)
    except ForbiddenByOrder:
        raise WorkRefused(forbids_contact()) from None


def _about(actor: Actor, case: Case, row: Letter | Message) -> dict[str, Any]:
    return {
        **frame(actor, case, "cases:activities"),
        "thing": row,
        "written_to": one_side(row.recipient, words_of(actor)),
    }
