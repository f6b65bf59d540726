"""A page for each step of a message, from the table of steps."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from cases.actions.messages import (
    agree_to_message,
    check_message,
    leave_message_unanswered,
    offer_message,
    pass_on,
    take_message_back,
)
from cases.forms.messages import MessageCheckForm, MessageOfferForm, PassOnForm
from cases.queries.message_steps import message_step as step_named
from cases.queries.messages import get_message

from .crossing import StepPage, asks_agreement, asks_day, asks_version, step_page
from .work import at, seen

PAGES: Mapping[str, StepPage] = {
    "check": StepPage(
        asks_version(MessageCheckForm),
        check_message,
        _("The message has been checked."),
        shows_text=True,
    ),
    "consent": StepPage(
        asks_agreement(_("Agreed on")),
        agree_to_message,
        _("The agreement has been recorded. It stands in the consents too."),
        shows_text=True,
    ),
    "offer": StepPage(
        asks_day(_("Offered on"), kind=MessageOfferForm),
        offer_message,
        _("The offer has been recorded."),
        shows_text=True,
        template="cases/crossing/message_offer.html",
    ),
    "pass_on": StepPage(
        asks_day(_("Said on"), kind=PassOnForm),
        pass_on,
        _("What they said has been recorded."),
        shows_text=True,
    ),
    "take_back": StepPage(
        asks_day(_("Taken back on")), take_message_back, _("The message has been taken back.")
    ),
    "unanswered": StepPage(
        asks_day(_("Said on")),
        leave_message_unanswered,
        _("It is recorded that there will be no answer."),
    ),
}


@area_view(Perm.CASE_WORK)
def message_step(
    request: HttpRequest, actor: Actor, reference: str, *, message: UUID, step: str
) -> HttpResponse:
    case = seen(request, actor, reference)
    row = get_message(actor, case, message)
    return step_page(
        request,
        actor,
        row,
        case=case,
        page=PAGES[step],
        step=step_named(step),
        there=at("message", actor, case, row.pk),
    )
