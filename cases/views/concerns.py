"""Worries about somebody's safety: raise one, answer one, see which wait."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import words_of
from areas.door import area_view
from areas.roles import Perm
from audit.record import record
from cases.actions.concerns import answer_concern, raise_concern
from cases.forms.concerns import AnswerForm, ConcernForm
from cases.models import Participant, Session
from cases.queries.activities import one_side
from cases.queries.case import get_participant
from cases.queries.concerns import (
    colleagues_of,
    get_concern,
    in_time,
    late_by,
    may_answer,
    raised_by,
    to_be_answered,
)
from cases.queries.sessions import session_with
from rjcase import clock
from ui.pages import back, form_page

from .frame import frame
from .work import at, attempt, page_of, posted, seen

HERE = "cases:sessions"


@area_view(Perm.CASE_VIEW)
def concerns(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Those that wait for an answer, and those that the actor raised."""
    record("concerns.listed", actor.area, by=actor)
    page, now = page_of(request, to_be_answered(actor)), clock.now()
    context = {
        "page": page,
        "waiting": in_time(page, now),
        "raised": in_time(raised_by(actor), now),
        "of_all": actor.may(Perm.RISK_SIGN_OFF),
    }
    return render(request, "cases/work/concerns.html", context)


@area_view(Perm.CASE_WORK)
def concern_add(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID
) -> HttpResponse:
    """`?session=` is the session at which it arose."""
    case = seen(request, actor, reference)
    who = get_participant(actor, case, participant)
    session = session_with(who, request.GET.get("session", ""), actor)
    form = ConcernForm(posted(request), colleagues=colleagues_of(case, actor))
    if form.is_valid() and attempt(form, lambda: _raise(who, session, actor, form.cleaned_data)):
        to = at("sessions", actor, case)
        return back(request, _("The concern has been raised. Your colleague is told."), to)
    return form_page(
        request,
        "cases/work/concern_add.html",
        form,
        **frame(actor, case, HERE),
        title=_("Raise a concern"),
        who=one_side(who, words_of(actor)),
        cancel=at("sessions", actor, case),
    )


def _raise(who: Participant, session: Session | None, actor: Actor, told: dict[str, Any]) -> None:
    raise_concern(
        who,
        raised_to=told["raised_to"].user,
        what=told["what"],
        session=session,
        happened_at=clock.now(),
        by=actor,
        now=clock.now(),
    )


@area_view(Perm.CASE_VIEW)
def concern(request: HttpRequest, actor: Actor, reference: str, concern: UUID) -> HttpResponse:
    case = seen(request, actor, reference)
    row = get_concern(actor, case, concern)
    answering = may_answer(actor, row)
    if request.method == "POST" and not answering:
        raise PermissionDenied("concern.answer")
    form = AnswerForm(posted(request))
    if form.is_valid() and attempt(
        form, lambda: answer_concern(row, by=actor, now=clock.now(), **form.cleaned_data)
    ):
        return back(
            request, _("The concern has been answered."), at("concern", actor, case, row.pk)
        )
    return form_page(
        request,
        "cases/work/concern.html",
        form,
        **frame(actor, case, HERE),
        concern=row,
        late=late_by(row, clock.now()),
        title=_("Concern"),
        who=one_side(row.participant, words_of(actor)),
        answering=answering and (row.answered_at is None or bool(form.conflict)),
        cancel=at("sessions", actor, case),
    )
