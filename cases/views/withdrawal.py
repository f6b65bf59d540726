"""Somebody steps back: what it stops is shown before, and happens at once."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from cases.actions.activity import ImpossibleDay
from cases.actions.withdrawal import AlreadyWithdrew, withdraw
from cases.forms.withdrawal import WithdrawForm
from cases.queries.case import get_participant
from cases.queries.people import live_pairs_with, meetings_with, planned_with
from rjcase import clock
from ui.pages import back, form_page

from .frame import frame
from .work import posted, seen


@area_view(Perm.CASE_WORK)
def participant_withdraw(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID
) -> HttpResponse:
    case = seen(request, actor, reference)
    row = get_participant(actor, case, participant)
    form = WithdrawForm(posted(request), today=clock.today())
    if form.is_valid():
        try:
            withdraw(row, by=actor, now=clock.now(), **form.cleaned_data)
        except AlreadyWithdrew as first:
            form.conflict = str(first)
        except ImpossibleDay as refused:
            form.add_error("happened_on", str(refused))
        else:
            message = _("The withdrawal was recorded. Everything it stops has stopped.")
            return back(request, message, "cases:detail", actor.area.slug, case.reference)
    context = {
        **frame(actor, case),
        "participant": row,
        "pairs": live_pairs_with(row, actor),
        "sessions": planned_with(row, actor).count(),
        "meetings": meetings_with(row, actor).count(),
    }
    return form_page(request, "cases/withdraw.html", form, **context)
