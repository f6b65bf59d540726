"""A page for each step of a letter, from the table of steps."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from cases.actions.letter_passing import (
    agree_to_letter,
    answer_offer,
    deliver_letter,
    keep_letter,
    leave_letter_unanswered,
    offer_letter,
    take_letter_back,
)
from cases.actions.letters import check_letter, return_letter, review_letter
from cases.forms.letters import AnswerForm, CheckForm, DeliveryForm, ReturnForm, ReviewForm
from cases.queries.activities import get_letter
from cases.queries.letter_steps import step_named
from ui.forms import VersionedForm

from .crossing import StepPage, asks_agreement, asks_day, asks_version, step_page
from .work import at, seen

PAGES: Mapping[str, StepPage] = {
    "check": StepPage(
        asks_version(CheckForm), check_letter, _("The letter has been checked."), shows_text=True
    ),
    "return": StepPage(
        asks_version(ReturnForm),
        return_letter,
        _("The letter has been sent back to be changed."),
        shows_text=True,
    ),
    "review": StepPage(
        asks_version(ReviewForm), review_letter, _("The comment has been saved."), shows_text=True
    ),
    "consent": StepPage(
        asks_agreement(_("Agreed on")),
        agree_to_letter,
        _("The agreement has been recorded. It stands in the consents too."),
        shows_text=True,
    ),
    "offer": StepPage(
        asks_day(_("Offered on")),
        offer_letter,
        _("The offer has been recorded."),
        template="cases/crossing/letter_offer.html",
    ),
    "answer": StepPage(
        asks_day(_("Answered on"), "answered_on", AnswerForm),
        answer_offer,
        _("The answer has been recorded."),
    ),
    "deliver": StepPage(
        asks_day(_("Delivered on"), "delivered_on", DeliveryForm),
        deliver_letter,
        _("The delivery has been recorded."),
        shows_text=True,
    ),
    "keep": StepPage(asks_version(VersionedForm), keep_letter, _("The letter is kept on file.")),
    "take_back": StepPage(
        asks_day(_("Taken back on")), take_letter_back, _("The letter has been taken back.")
    ),
    "unanswered": StepPage(
        asks_day(_("Said on")),
        leave_letter_unanswered,
        _("It is recorded that there will be no answer."),
    ),
}


@area_view(Perm.CASE_WORK)
def letter_step(
    request: HttpRequest, actor: Actor, reference: str, *, letter: UUID, step: str
) -> HttpResponse:
    case = seen(request, actor, reference)
    row = get_letter(actor, case, letter)
    return step_page(
        request,
        actor,
        row,
        case=case,
        page=PAGES[step],
        step=step_named(step),
        there=at("letter", actor, case, row.pk),
    )
