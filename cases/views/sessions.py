from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import words_of
from areas.door import area_view
from areas.roles import Perm
from cases.actions.sessions import plan_session, record_session, settle_session
from cases.forms.sessions import SessionForm, SettleForm, settle_initial
from cases.models import Participant
from cases.queries.activities import get_session, of_case, one_side, sessions_of
from cases.queries.case import get_participant
from cases.stages import Attendance
from rjcase import clock
from ui.pages import back, form_page

from .frame import frame
from .work import at, attempt, may_work, page_of, posted, seen


@area_view(Perm.CASE_VIEW)
def sessions(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    case, words = seen(request, actor, reference), words_of(actor)
    page = page_of(request, sessions_of(actor, case))
    context = {
        **frame(actor, case, "cases:sessions"),
        "page": page,
        "sessions": [(one, one_side(one.participant, words)) for one in page],
        "people": [one_side(one, words) for one in of_case(actor, case)],
        "may_work": may_work(actor, case),
    }
    return render(request, "cases/work/sessions.html", context)


@area_view(Perm.CASE_WORK)
def session_add(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID
) -> HttpResponse:
    case, now = seen(request, actor, reference), clock.now()
    who = get_participant(actor, case, participant)
    form = SessionForm(posted(request), now=now)
    if form.is_valid() and attempt(form, lambda: _add(who, actor, form.cleaned_data)):
        return back(request, _("The session has been saved."), at("sessions", actor, case))
    return form_page(
        request,
        "cases/work/form.html",
        form,
        **frame(actor, case, "cases:sessions"),
        title=_("Plan or record a session"),
        who=one_side(who, words_of(actor)),
        cancel=at("sessions", actor, case),
    )


def _add(who: Participant, actor: Actor, answers: dict[str, Any]) -> None:
    if answers["attendance"] == Attendance.PLANNED:
        planned = {name: answers[name] for name in answers if name not in {"attendance", "minutes"}}
        plan_session(who, by=actor, now=clock.now(), **planned)
    else:
        record_session(who, by=actor, now=clock.now(), **answers)


@area_view(Perm.CASE_WORK)
def session_record(
    request: HttpRequest, actor: Actor, reference: str, session: UUID
) -> HttpResponse:
    case, now = seen(request, actor, reference), clock.now()
    row = get_session(actor, case, session)
    form = SettleForm(posted(request), now=now, initial=settle_initial(row))
    if form.is_valid() and attempt(
        form, lambda: settle_session(row, by=actor, now=now, **form.cleaned_data)
    ):
        return back(request, _("The session has been recorded."), at("sessions", actor, case))
    return form_page(
        request,
        "cases/work/session_record.html",
        form,
        **frame(actor, case, "cases:sessions"),
        title=_("Record a session"),
        session=row,
        who=one_side(row.participant, words_of(actor)),
        cancel=at("sessions", actor, case),
    )
