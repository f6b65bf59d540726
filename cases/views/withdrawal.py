"""Somebody steps back: what it stops is shown before, happens at once, and is read afterwards."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import words_of
from areas.door import area_view
from areas.roles import Perm
from cases.actions.activity import ImpossibleDay
from cases.actions.withdrawal import AlreadyWithdrew, other_side_told, withdraw
from cases.forms.withdrawal import ToldForm, WithdrawForm
from cases.models import Participant
from cases.queries.activities import one_side
from cases.queries.case import get_participant
from cases.queries.leaving import (
    ended_one_by_one,
    numbers_of,
    to_be_told,
    what_it_stopped,
    what_it_stops,
    withdrawal_of,
)
from drafts.pages import drafted
from rjcase import clock
from ui.pages import back, form_page

from .frame import frame
from .work import at, attempt, posted, seen


@area_view(Perm.CASE_WORK)
@drafted("case.withdrawal")
def participant_withdraw(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID
) -> HttpResponse:
    case = seen(request, actor, reference)
    row = get_participant(actor, case, participant)
    given = ended_one_by_one(row, actor)
    form = WithdrawForm(posted(request), today=clock.today(), given=given)
    if form.is_valid() and _withdraw(form, row, actor):
        message = _("The withdrawal was recorded. Everything it stops has stopped.")
        return back(request, message, at("withdrawn", actor, case, row.pk))
    context = {
        **frame(actor, case, "cases:people"),
        "participant": row,
        "stops": what_it_stops(row, actor),
    }
    return form_page(request, "cases/withdraw.html", form, **context)


def _withdraw(form: WithdrawForm, row: Participant, actor: Actor) -> bool:
    try:
        withdraw(row, by=actor, now=clock.now(), **form.cleaned_data)
    except AlreadyWithdrew as first:
        form.conflict = str(first)
    except ImpossibleDay as refused:
        form.add_error("happened_on", str(refused))
    else:
        return True
    return False


@area_view(Perm.CASE_VIEW)
def withdrawn(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID
) -> HttpResponse:
    """What somebody said when they stepped back, what stopped, and what the other side is told."""
    case = seen(request, actor, reference)
    row = get_participant(actor, case, participant)
    left = withdrawal_of(row, actor)
    context = {
        **frame(actor, case, "cases:people"),
        "participant": row,
        "who": one_side(row, words_of(actor)),
        "left": left,
        "stopped": what_it_stopped(numbers_of(left, actor)),
        "to_say": to_be_told(row, left),
        "may_tell": actor.may(Perm.CASE_WORK) and left.told_on is None,
    }
    return render(request, "cases/withdrawn.html", context)


@area_view(Perm.CASE_WORK)
def other_side(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID
) -> HttpResponse:
    """Somebody has told the other side that it does not go on."""
    case = seen(request, actor, reference)
    row = get_participant(actor, case, participant)
    left, to = withdrawal_of(row, actor), at("withdrawn", actor, case, row.pk)
    form = ToldForm(posted(request), today=clock.today())
    if form.is_valid() and attempt(
        form, lambda: other_side_told(left, by=actor, now=clock.now(), **form.cleaned_data)
    ):
        return back(request, _("Recorded."), to)
    return form_page(
        request,
        "cases/work/form.html",
        form,
        **frame(actor, case, "cases:people"),
        title=_("The other side was told"),
        who=one_side(row, words_of(actor)),
        cancel=to,
    )
