"""A page for each step of a letter: check, offer, answer, deliver."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from areas.actor import Actor
from areas.context import words_of
from areas.door import area_view
from areas.roles import Perm
from cases.actions.letters import answer_offer, check_letter, deliver_letter, offer_letter
from cases.forms.letters import AnswerForm, CheckForm, DayOfStepForm
from cases.models import Letter
from cases.queries.activities import get_letter, one_side
from cases.queries.letter_steps import step_named
from rjcase import clock
from ui.forms import VersionedForm
from ui.pages import back, form_page

from .frame import frame
from .work import at, attempt, posted, seen

Place = tuple[str, UUID]
DONE = {
    "check": gettext_lazy("The letter has been checked."),
    "offer": gettext_lazy("The offer has been recorded."),
    "answer": gettext_lazy("The answer has been recorded."),
    "deliver": gettext_lazy("The delivery has been recorded."),
}


@area_view(Perm.CASE_WORK)
def letter_check(request: HttpRequest, actor: Actor, reference: str, letter: UUID) -> HttpResponse:
    def form(row: Letter) -> VersionedForm:
        return CheckForm(posted(request), initial={"version": row.version})

    def act(row: Letter, read: bool, **given: Any) -> Letter:
        return check_letter(row, by=actor, now=clock.now(), **given)

    return _step(request, actor, (reference, letter), name="check", form_for=form, act=act)


@area_view(Perm.CASE_WORK)
def letter_offer(request: HttpRequest, actor: Actor, reference: str, letter: UUID) -> HttpResponse:
    def act(row: Letter, **given: Any) -> object:
        return offer_letter(row, by=actor, now=clock.now(), **given)

    form = _asks_the_day(request, "happened_on", _("Offered on"))
    return _step(request, actor, (reference, letter), name="offer", form_for=form, act=act)


@area_view(Perm.CASE_WORK)
def letter_answer(request: HttpRequest, actor: Actor, reference: str, letter: UUID) -> HttpResponse:
    def act(row: Letter, **given: Any) -> Letter:
        return answer_offer(row, by=actor, now=clock.now(), **given)

    form = _asks_the_day(request, "answered_on", _("Answered on"), AnswerForm)
    return _step(request, actor, (reference, letter), name="answer", form_for=form, act=act)


@area_view(Perm.CASE_WORK)
def letter_deliver(
    request: HttpRequest, actor: Actor, reference: str, letter: UUID
) -> HttpResponse:
    def act(row: Letter, **given: Any) -> Letter:
        return deliver_letter(row, by=actor, now=clock.now(), **given)

    form = _asks_the_day(request, "delivered_on", _("Delivered on"))
    return _step(request, actor, (reference, letter), name="deliver", form_for=form, act=act)


def _asks_the_day(
    request: HttpRequest, name: str, label: str, kind: type[DayOfStepForm] = DayOfStepForm
) -> Callable[[Letter], VersionedForm]:
    def form(row: Letter) -> VersionedForm:
        return kind(
            posted(request), version=row.version, day=name, label=label, today=clock.today()
        )

    return form


def _step(
    request: HttpRequest,
    actor: Actor,
    place: Place,
    *,
    name: str,
    form_for: Callable[[Letter], VersionedForm],
    act: Callable[..., object],
) -> HttpResponse:
    reference, pk = place
    case = seen(request, actor, reference)
    row = get_letter(actor, case, pk)
    form, there = form_for(row), at("letter", actor, case, row.pk)
    if form.is_valid() and attempt(form, lambda: act(row, **form.cleaned_data)):
        return back(request, str(DONE[name]), there)
    if form.conflict:
        form.lost_race(form.conflict, version=row.version)
    about = _about(actor, row, name)
    return form_page(request, "cases/work/letter_step.html", form, **about, cancel=there)


def _about(actor: Actor, row: Letter, name: str) -> dict[str, Any]:
    return {
        **frame(actor, row.case, "cases:activities"),
        "letter": row,
        "title": step_named(name).label,
        "written_to": one_side(row.recipient, words_of(actor)),
        "shows_body": name == "check",
    }
