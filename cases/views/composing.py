"""The page on which a letter or a message is written: it speaks of the one it is written to, and
of nobody else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise

from areas.actor import Actor
from areas.context import words_of
from cases.models import Case, Letter, Message, Participant
from cases.queries.activities import one_side
from cases.queries.case import get_participant
from cases.stages import OPPOSED
from rjcase import clock
from ui.forms import Form
from ui.pages import back, form_page

from .frame import frame
from .work import at, attempt, posted

Ends = tuple[Participant, Participant]
Written = Letter | Message


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is written: its page, its form, and the action that keeps it (`author`, `recipient`)."""

    kind: str
    form: Callable[..., Form]
    write: Callable[..., Written]
    title: str | Promise
    answer_title: str | Promise
    saved: str | Promise


def ends_of(actor: Actor, case: Case, author: UUID, recipient: UUID) -> Ends:
    """Two people on opposed sides of a visible case, or 404."""
    one, other = get_participant(actor, case, author), get_participant(actor, case, recipient)
    sides = (one.side, other.side)
    if sides not in OPPOSED and sides[::-1] not in OPPOSED:
        raise Http404
    return one, other


def compose(
    request: HttpRequest,
    actor: Actor,
    case: Case,
    sheet: Sheet,
    *,
    ends: Ends,
    answers: Written | None = None,
) -> HttpResponse:
    form = sheet.form(posted(request), today=clock.today())
    made: list[Written] = []
    given = {"by": actor, "now": clock.now(), "answers": answers}

    def write() -> None:
        made.append(sheet.write(case, *ends, **given, **form.cleaned_data))

    if form.is_valid() and attempt(form, write):
        return back(request, str(sheet.saved), at(sheet.kind, actor, case, made[0].pk))
    page = _page(actor, case, sheet, ends[1], answers=answers)
    return form_page(request, "cases/crossing/compose.html", form, **page)


def _page(
    actor: Actor, case: Case, sheet: Sheet, to: Participant, *, answers: Written | None
) -> dict[str, Any]:
    return {
        **frame(actor, case, "cases:activities"),
        "title": str(sheet.answer_title if answers else sheet.title),
        "writing_to": one_side(to, words_of(actor)),
        "cancel": at(sheet.kind, actor, case, answers.pk) if answers else at("write", actor, case),
    }
