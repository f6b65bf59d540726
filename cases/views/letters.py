from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import words_of
from areas.door import area_view
from areas.roles import Perm
from audit.record import record
from cases.actions.letters import change_letter, write_letter
from cases.forms.letters import LetterForm, LetterTextForm
from cases.models import Letter
from cases.queries.activities import (
    get_letter,
    latest_offer,
    of_a_side,
    offers_of,
    one_side,
)
from cases.queries.letter_steps import open_steps
from rjcase import clock
from ui.pages import back, form_page

from .frame import frame
from .work import at, attempt, may_work, posted, seen


@area_view(Perm.CASE_VIEW)
def letter(request: HttpRequest, actor: Actor, reference: str, letter: UUID) -> HttpResponse:
    case, words = seen(request, actor, reference), words_of(actor)
    row = get_letter(actor, case, letter)
    record("letter.viewed", row, by=actor, case=case.reference)
    steps = open_steps(row, latest_offer(actor, row)) if may_work(actor, case) else []
    links = [(step, at(f"letter_{step.name}", actor, case, row.pk)) for step in steps]
    context = {
        **frame(actor, case, "cases:activities"),
        "letter": row,
        "author": one_side(row.author, words),
        "recipient": one_side(row.recipient, words),
        "offers": offers_of(actor, row),
        "next": links[0] if links else None,
        "others": links[1:],
        "own": row.recorded_by_id == actor.user_id,
    }
    return render(request, "cases/work/letter.html", context)


@area_view(Perm.CASE_WORK)
def letter_add(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    case = seen(request, actor, reference)
    people, words = of_a_side(actor, case), words_of(actor)
    form = LetterForm(posted(request), people=people, words=words, today=clock.today())
    made: list[Letter] = []
    if form.is_valid() and attempt(
        form,
        lambda: made.append(write_letter(case, by=actor, now=clock.now(), **form.cleaned_data)),
    ):
        there = at("letter", actor, case, made[0].pk)
        return back(request, _("The letter has been saved."), there)
    return form_page(
        request,
        "cases/work/form.html",
        form,
        **frame(actor, case, "cases:activities"),
        title=_("Add a letter"),
        cancel=at("activities", actor, case),
    )


@area_view(Perm.CASE_WORK)
def letter_edit(request: HttpRequest, actor: Actor, reference: str, letter: UUID) -> HttpResponse:
    case = seen(request, actor, reference)
    row = get_letter(actor, case, letter)
    form = LetterTextForm(posted(request), initial={"body": row.body, "version": row.version})
    if form.is_valid() and attempt(
        form, lambda: change_letter(row, by=actor, now=clock.now(), **form.cleaned_data)
    ):
        return back(request, _("The letter has been saved."), at("letter", actor, case, row.pk))
    if form.conflict:
        form.lost_race(form.conflict, version=row.version)
    return form_page(
        request,
        "cases/work/form.html",
        form,
        **frame(actor, case, "cases:activities"),
        title=_("Change the letter"),
        writing_to=one_side(row.recipient, words_of(actor)),
        cancel=at("letter", actor, case, row.pk),
    )
