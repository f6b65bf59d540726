"""A letter, its versions, and the pages on which it is written: for one side alone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from areas.actor import Actor
from areas.context import words_of
from areas.door import area_view
from areas.roles import Perm
from audit.record import record
from cases.actions.letters import change_letter, write_letter
from cases.forms.letters import LetterForm, LetterTextForm
from cases.models import Case, Letter, Participant
from cases.queries.activities import get_letter, latest_offer, offers_of, one_side
from cases.queries.letter_steps import open_steps
from cases.queries.letters import answers_to, get_version, reviewed_versions_of
from cases.queries.obstacles import obstacles_before
from drafts.pages import drafted
from rjcase import clock
from ui.pages import back, form_page

from .composing import Sheet, compose, ends_of
from .frame import frame
from .work import at, attempt, may_work, posted, seen

SECOND = {"check", "return"}
"""Steps that are for somebody else than who wrote the letter down."""


def _write(case: Case, author: Participant, recipient: Participant, **given: Any) -> Letter:
    return write_letter(case, author=author, recipient=recipient, **given)


SHEET = Sheet(
    "letter",
    LetterForm,
    _write,
    _l("Write a letter"),
    _l("Answer a letter"),
    _l("The letter has been saved."),
)


@area_view(Perm.CASE_VIEW)
def letter(request: HttpRequest, actor: Actor, reference: str, letter: UUID) -> HttpResponse:
    case, words = seen(request, actor, reference), words_of(actor)
    row = get_letter(actor, case, letter)
    record("letter.viewed", row, by=actor, case=case.reference)
    open_now = _steps(actor, case, row)
    steps = [step for step, _url in open_now["steps"]]
    context = {
        **frame(actor, case, "cases:activities"),
        **open_now,
        "letter": row,
        "author": one_side(row.author, words),
        "recipient": one_side(row.recipient, words),
        "offers": offers_of(actor, row),
        "versions": reviewed_versions_of(actor, row),
        "replies": answers_to(actor, row),
        "obstacles": obstacles_before(steps, case, row, actor, now=clock.now()),
    }
    return render(request, "cases/crossing/letter.html", context)


def _steps(actor: Actor, case: Case, row: Letter) -> dict[str, Any]:
    """What may be done next, and that what is one's own is checked by somebody else."""
    steps = open_steps(row, latest_offer(actor, row)) if may_work(actor, case) else []
    own = row.recorded_by_id == actor.user_id
    return {
        "steps": [
            (step, at(f"letter_{step.name}", actor, case, row.pk))
            for step in steps
            if not (own and step.name in SECOND)
        ],
        "own": own and any(step.name in SECOND for step in steps),
    }


@area_view(Perm.CASE_VIEW)
def letter_version(
    request: HttpRequest, actor: Actor, reference: str, *, letter: UUID, version: UUID
) -> HttpResponse:
    case = seen(request, actor, reference)
    row = get_letter(actor, case, letter)
    text = get_version(actor, row, version)
    record("letter.viewed", row, by=actor, case=case.reference, number=text.number)
    context = {
        **frame(actor, case, "cases:activities"),
        "letter": row,
        "version": text,
        "written_to": one_side(row.recipient, words_of(actor)),
    }
    return render(request, "cases/crossing/letter_version.html", context)


@area_view(Perm.CASE_WORK)
@drafted("case.letter")
def letter_add(
    request: HttpRequest, actor: Actor, reference: str, *, participant: UUID, author: UUID
) -> HttpResponse:
    """Written to `participant`, of whom alone the page speaks, in the words of `author`."""
    case = seen(request, actor, reference)
    ends = ends_of(actor, case, author, participant)
    return compose(request, actor, case, SHEET, ends=ends)


@area_view(Perm.CASE_WORK)
@drafted("case.letter")
def letter_reply(request: HttpRequest, actor: Actor, reference: str, letter: UUID) -> HttpResponse:
    case = seen(request, actor, reference)
    row = get_letter(actor, case, letter)
    ends = (row.recipient, row.author)
    return compose(request, actor, case, SHEET, ends=ends, answers=row)


@area_view(Perm.CASE_WORK)
@drafted("case.letter_edit")
def letter_edit(request: HttpRequest, actor: Actor, reference: str, letter: UUID) -> HttpResponse:
    case = seen(request, actor, reference)
    row = get_letter(actor, case, letter)
    there = at("letter", actor, case, row.pk)
    initial = {"body": row.body, "may_know": row.may_know, "version": row.version}
    form = LetterTextForm(posted(request), initial=initial)
    if form.is_valid() and attempt(
        form, lambda: change_letter(row, by=actor, now=clock.now(), **form.cleaned_data)
    ):
        return back(request, _("The letter has been saved as another version."), there)
    if form.conflict:
        form.lost_race(form.conflict, version=row.version)
    context = {
        **frame(actor, case, "cases:activities"),
        "title": _("Change the letter"),
        "writing_to": one_side(row.recipient, words_of(actor)),
        "cancel": there,
    }
    return form_page(request, "cases/crossing/compose.html", form, **context)
