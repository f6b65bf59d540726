"""One question a page."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from referrals.forms.public.asking import PublicForm
from referrals.forms.public.journey import (
    JOURNEY,
    PLACES,
    Question,
    asked_of,
    open_so_far,
    with_answer,
)
from referrals.views.posted import posted
from rjcase import clock
from ui.pages import form_page

from .limits import may_answer, too_many
from .visit import Visit, keep, public_page, visit_of


@public_page
def question(request: HttpRequest, question: str) -> HttpResponse:
    """Ask one question, keep its answer, and go on to the next one that is open."""
    asked = next((one for one in JOURNEY if one.slug == question), None)
    if asked is None:
        raise Http404
    visit = visit_of(request)
    if visit.sent:
        return redirect("refer:sent")
    if asked not in open_so_far(visit.answers):
        return onward(visit) if visit.draft else redirect("refer:start")
    sent = posted(request)
    if sent is not None and not may_answer(request):
        return too_many(request)
    form = asked.form(
        sent,
        answers=visit.answers,
        today=clock.today(),
        initial=visit.answers.get(asked.slug),
    )
    if sent is not None and form.is_valid():
        return _taken(visit, asked, form)
    return form_page(request, "refer/question.html", form, **_frame(visit, asked))


def onward(visit: Visit) -> HttpResponse:
    """To the first question that has no answer yet, or to the check of all."""
    if visit.is_told:
        return redirect("refer:check")
    return redirect("refer:question", open_so_far(visit.answers)[-1].slug)


def _taken(visit: Visit, asked: Question, form: PublicForm) -> HttpResponse:
    answers = with_answer(visit.answers, asked, form.told())
    visit.body["answers"] = answers
    nobody = asked.slug in PLACES and visit.place is not None and visit.service is None
    return keep(visit, redirect("refer:no_service") if nobody else onward(visit), answers=answers)


def _frame(visit: Visit, asked: Question) -> dict[str, Any]:
    """How far it is, and where Back leads: to the check, once all is told."""
    questions = asked_of(visit.answers)
    place = questions.index(asked)
    return {
        "step": place + 1,
        "steps": len(questions),
        "before": questions[place - 1].slug if place else "",
        "is_told": visit.is_told,
    }
