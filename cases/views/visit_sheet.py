"""The sheet that goes where no device may go."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from areas.actor import Actor
from areas.context import words_of
from areas.door import area_view
from areas.roles import Perm
from audit.record import record
from cases.queries.activities import side_in_words
from cases.queries.case import get_case
from cases.queries.safe_contact import refusal_of
from cases.queries.sessions import get_session
from cases.queries.visit_sheet import sheet_of
from cases.stages import Attendance
from rjcase import clock

from .work import at


@area_view(Perm.CASE_WORK)
def visit_sheet(request: HttpRequest, actor: Actor, reference: str, session: UUID) -> HttpResponse:
    """Opening it counts as printing it, and is written down."""
    case = get_case(actor, reference)
    row = get_session(actor, case, session)
    if row.attendance != Attendance.PLANNED:
        return redirect(at("session", actor, case, row.pk))
    record("visit_sheet.printed", row, by=actor, case=case.reference)
    side = side_in_words(row.participant.side, words_of(actor))
    context = {
        "sheet": sheet_of(row, side=side, refusal=refusal_of(row.participant, actor)),
        "printed_at": clock.now(),
        "back_url": at("session", actor, case, row.pk),
    }
    return render(request, "cases/work/visit_sheet.html", context)
