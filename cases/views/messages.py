"""A message that a facilitator carries, and the page on which it is written: for one side alone."""

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
from cases.actions.messages import change_message, take_message
from cases.forms.messages import MessageForm, MessageTextForm
from cases.models import Case, Message, Participant
from cases.queries.activities import one_side
from cases.queries.message_steps import open_message_steps
from cases.queries.messages import answers_to, get_message
from cases.queries.obstacles import obstacles_before
from drafts.pages import drafted
from rjcase import clock
from ui.pages import back, form_page

from .composing import Sheet, compose, ends_of
from .frame import frame
from .work import at, attempt, may_work, posted, seen


def _take(case: Case, sender: Participant, recipient: Participant, **given: Any) -> Message:
    return take_message(case, sender=sender, recipient=recipient, **given)


SHEET = Sheet(
    "message",
    MessageForm,
    _take,
    _l("Pass on a message"),
    _l("Carry the answer"),
    _l("The message has been saved."),
)


@area_view(Perm.CASE_VIEW)
def message(request: HttpRequest, actor: Actor, reference: str, message: UUID) -> HttpResponse:
    case, words = seen(request, actor, reference), words_of(actor)
    row = get_message(actor, case, message)
    record("message.viewed", row, by=actor, case=case.reference)
    another = case.is_sensitive and row.recorded_by_id == actor.user_id
    open_now = _steps(actor, case, row, own=another)
    steps = [step for step, _url in open_now["steps"]]
    context = {
        **frame(actor, case, "cases:activities"),
        **open_now,
        "message": row,
        "sender": one_side(row.sender, words),
        "recipient": one_side(row.recipient, words),
        "replies": answers_to(actor, row),
        "obstacles": obstacles_before(steps, case, row, actor, now=clock.now()),
    }
    return render(request, "cases/crossing/message.html", context)


def _steps(actor: Actor, case: Case, row: Message, *, own: bool) -> dict[str, Any]:
    """What may be done next, and that what is one's own is checked by somebody else."""
    steps = open_message_steps(row) if may_work(actor, case) else []
    return {
        "steps": [
            (step, at(f"message_{step.name}", actor, case, row.pk))
            for step in steps
            if not (own and step.name == "check")
        ],
        "own": own and any(step.name == "check" for step in steps),
    }


@area_view(Perm.CASE_WORK)
@drafted("case.message")
def message_add(
    request: HttpRequest, actor: Actor, reference: str, *, participant: UUID, author: UUID
) -> HttpResponse:
    """Written to `participant`, of whom alone the page speaks, in the words of `author`."""
    case = seen(request, actor, reference)
    ends = ends_of(actor, case, author, participant)
    return compose(request, actor, case, SHEET, ends=ends)


@area_view(Perm.CASE_WORK)
@drafted("case.message")
def message_reply(
    request: HttpRequest, actor: Actor, reference: str, message: UUID
) -> HttpResponse:
    case = seen(request, actor, reference)
    row = get_message(actor, case, message)
    ends = (row.recipient, row.sender)
    return compose(request, actor, case, SHEET, ends=ends, answers=row)


@area_view(Perm.CASE_WORK)
@drafted("case.message_edit")
def message_edit(request: HttpRequest, actor: Actor, reference: str, message: UUID) -> HttpResponse:
    """A slip of the pen is put right before anybody checks the message."""
    case = seen(request, actor, reference)
    row = get_message(actor, case, message)
    there = at("message", actor, case, row.pk)
    form = MessageTextForm(posted(request), initial={"text": row.text, "version": row.version})
    if form.is_valid() and attempt(
        form, lambda: change_message(row, by=actor, now=clock.now(), **form.cleaned_data)
    ):
        said = _("The message has been changed. What it said before is kept as a note.")
        return back(request, said, there)
    context = {
        **frame(actor, case, "cases:activities"),
        "title": _("Change the words"),
        "writing_to": one_side(row.recipient, words_of(actor)),
        "cancel": there,
    }
    return form_page(request, "cases/crossing/compose.html", form, **context)
