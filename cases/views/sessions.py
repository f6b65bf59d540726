"""The sessions of a case: read, plan, record, move."""

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
from cases.actions.sessions import move_session, plan_session, record_session, settle_session
from cases.forms.session_move import MoveForm, move_initial
from cases.forms.sessions import SessionForm, SettleForm, settle_initial
from cases.models import Case, Participant, Session
from cases.queries.activities import of_case, one_side
from cases.queries.case import get_participant
from cases.queries.concerns import concerns_of
from cases.queries.programmes import places_in
from cases.queries.safe_contact import refusal_of
from cases.queries.sessions import (
    RECORDED,
    answers_of,
    chain_of,
    companions_for,
    corrected_of,
    get_session,
    planned_of,
    sessions_of,
)
from cases.queries.ways import objection_to_meeting
from cases.stages import Attendance, SessionPurpose, Stage
from cases.stages.prompts import Prompt, prompts_for
from drafts.pages import drafted
from rjcase import clock
from ui.drafting import answers_here
from ui.pages import back, form_page

from .frame import frame
from .places import doubted, warn, where
from .work import at, attempt, may_work, page_of, posted, seen

HERE = "cases:sessions"
PLANNED = (
    "purpose",
    "meeting",
    "happened_at",
    "place",
    "establishment",
    "note",
    "companions",
    "against_wishes",
)


@area_view(Perm.CASE_VIEW)
def sessions(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    case, words = seen(request, actor, reference), words_of(actor)
    rows = sessions_of(actor, case)
    page = page_of(request, rows.exclude(attendance=Attendance.PLANNED))
    planned = planned_of(rows)
    context = {
        **frame(actor, case, HERE),
        "page": page,
        "places": places_in(case, actor),
        "planned": [(one, one_side(one.participant, words)) for one in planned],
        "sessions": [(one, one_side(one.participant, words)) for one in page],
        "people": [one_side(one, words) for one in of_case(actor, case)],
        "concerns": concerns_of(actor, case),
        "now": clock.now(),
        "may_work": may_work(actor, case),
        "may_raise": actor.may(Perm.CASE_WORK),
    }
    return render(request, "cases/work/sessions.html", context)


@area_view(Perm.CASE_VIEW)
def session(request: HttpRequest, actor: Actor, reference: str, session: UUID) -> HttpResponse:
    case = seen(request, actor, reference)
    row = get_session(actor, case, session)
    context = {
        **frame(actor, case, HERE),
        "session": row,
        "who": one_side(row.participant, words_of(actor)),
        "companions": [one.participant for one in row.companions.all()],
        "chain": chain_of(row, actor),
        "answers": answers_of(row),
        "corrected": corrected_of(row),
        "is_recorded": row.attendance in RECORDED,
        "concerns": concerns_of(actor, case).filter(session=row),
        "is_planned": row.attendance == Attendance.PLANNED,
        "may_work": may_work(actor, case),
        "may_raise": actor.may(Perm.CASE_WORK),
    }
    return render(request, "cases/work/session.html", context)


@area_view(Perm.CASE_WORK)
@drafted("case.session")
def session_add(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID
) -> HttpResponse:
    case = seen(request, actor, reference)
    who, to = get_participant(actor, case, participant), at("sessions", actor, case)
    form = _session_form(request, who, actor)
    if form.is_valid() and attempt(form, lambda: _add(request, who, actor, told=form.values())):
        return back(request, _("The session has been saved."), to)
    return form_page(
        request,
        "cases/work/session_form.html",
        form,
        **frame(actor, case, HERE),
        title=_("Plan or record a session"),
        who=one_side(who, words_of(actor)),
        purposes=SessionPurpose.choices,
        cancel=to,
        **where(actor, case, who),
    )


def _session_form(request: HttpRequest, who: Participant, actor: Actor) -> SessionForm:
    """With the questions of what the session is for, and those that were answered already."""
    usual = "assessment" if who.case.stage == Stage.ASSESSMENT else "preparation"
    asked = request.GET.get("purpose", "")
    purpose = asked if asked in SessionPurpose.values else usual
    told = answers_here(request)
    prompts = dict.fromkeys(prompts_for(str(told.get("purpose", purpose)), who.side))
    prompts |= {one: None for one in Prompt if told.get(f"said_{one}")}
    return SessionForm(
        posted(request),
        now=clock.now(),
        others=companions_for(who, actor),
        prompts=tuple(prompts),
        side=who.side,
        refusal=refusal_of(who, actor),
        objection=lambda meeting, at: objection_to_meeting(who, meeting, at, actor),
        initial={"purpose": purpose, "information_language": who.person.language},
    )


def _add(request: HttpRequest, who: Participant, actor: Actor, *, told: dict[str, Any]) -> None:
    if told["attendance"] == Attendance.PLANNED:
        asked = {name: told[name] for name in PLANNED if name in told}
        planned = plan_session(who, by=actor, now=clock.now(), **asked)
        warn(request, actor, planned, [who])
    else:
        record_session(who, by=actor, now=clock.now(), **told)


@area_view(Perm.CASE_WORK)
@drafted("case.session_record")
def session_record(
    request: HttpRequest, actor: Actor, reference: str, session: UUID
) -> HttpResponse:
    case = seen(request, actor, reference)
    row, to = get_session(actor, case, session), at("sessions", actor, case)
    form = _settle_form(request, row, actor)
    if form.is_valid() and attempt(
        form, lambda: settle_session(row, by=actor, now=clock.now(), **form.values())
    ):
        return back(request, _("The session has been recorded."), to)
    return form_page(
        request,
        "cases/work/session_record.html",
        form,
        **_about(actor, case, row),
        title=_("Record a session"),
    )


def _settle_form(request: HttpRequest, row: Session, actor: Actor) -> SettleForm:
    who = row.participant
    return SettleForm(
        posted(request),
        now=clock.now(),
        others=companions_for(who, actor),
        prompts=prompts_for(row.purpose, who.side),
        side=who.side,
        initial=settle_initial(row),
    )


@area_view(Perm.CASE_WORK)
@drafted("case.session_move")
def session_move(request: HttpRequest, actor: Actor, reference: str, session: UUID) -> HttpResponse:
    case = seen(request, actor, reference)
    row, to = get_session(actor, case, session), at("sessions", actor, case)
    form = _move_form(request, row, actor)
    if form.is_valid() and attempt(form, lambda: _move(request, row, actor, form.cleaned_data)):
        return back(request, _("The session has been moved."), to)
    return form_page(
        request,
        "cases/work/session_move.html",
        form,
        **_about(actor, case, row),
        title=_("Move a session"),
    )


def _move_form(request: HttpRequest, row: Session, actor: Actor) -> MoveForm:
    who = row.participant
    return MoveForm(
        posted(request),
        now=clock.now(),
        refusal=refusal_of(who, actor),
        objection=lambda at: objection_to_meeting(who, row.meeting, at, actor),
        initial=move_initial(row),
    )


def _move(request: HttpRequest, row: Session, actor: Actor, told: dict[str, Any]) -> None:
    moved = move_session(row, by=actor, now=clock.now(), **told)
    warn(request, actor, moved, [row.participant])


def _about(actor: Actor, case: Case, row: Session) -> dict[str, Any]:
    """What the pages about a planned session say above the form."""
    return {
        **frame(actor, case, HERE),
        "session": row,
        "who": one_side(row.participant, words_of(actor)),
        "cancel": at("sessions", actor, case),
        **doubted(actor, row, [row.participant]),
    }
