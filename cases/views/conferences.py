from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import words_of
from areas.door import area_view
from areas.roles import Perm
from cases.actions.conferences import plan_conference, record_conference
from cases.forms.conferences import PlanForm, RecordForm
from cases.models import Case, Conference
from cases.pipeline import may_override
from cases.queries.activities import get_conference, is_cleared_at, of_case
from cases.queries.readiness import checked_on, lasts_until, too_old
from cases.queries.safe_contact import refusals_of
from cases.queries.written import written_by
from cases.stages import LEFT
from drafts.pages import drafted
from rjcase import clock
from ui.pages import back, form_page

from .frame import frame
from .places import doubted, warn, where
from .work import at, attempt, posted, seen


@area_view(Perm.CASE_WORK)
@drafted("case.conference_plan")
def conference_plan(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    case, words = seen(request, actor, reference), words_of(actor)
    people = of_case(actor, case).exclude(status__in=LEFT)
    refusals = refusals_of(people, actor)
    form = PlanForm(posted(request), people=people, words=words, refusals=refusals)
    if form.is_valid() and attempt(form, lambda: _plan(request, case, actor, form.cleaned_data)):
        return back(request, _("The conference has been planned."), at("activities", actor, case))
    return form_page(
        request,
        "cases/work/conference.html",
        form,
        **frame(actor, case, "cases:activities"),
        title=_("Plan a conference"),
        cleared=is_cleared_at(actor, case, clock.now()),
        check=lasts_until(checked_on(case, clock.today(), actor)),
        cancel=at("activities", actor, case),
        **where(actor, case, *people),
    )


def _plan(request: HttpRequest, case: Case, actor: Actor, told: dict[str, Any]) -> None:
    planned = plan_conference(case, by=actor, now=clock.now(), **told)
    warn(request, actor, planned, told["participants"])
    on = timezone.localdate(planned.happened_at)
    asked = written_by(told["participants"], on, actor)
    for sentence in filter(None, [_too_old(planned, actor), *asked.old]):
        messages.warning(request, sentence)


def _too_old(row: Conference, actor: Actor) -> str:
    on = timezone.localdate(row.happened_at)
    return too_old(checked_on(row.case, on, actor), on)


@area_view(Perm.CASE_WORK)
@drafted("case.conference_record")
def conference_record(
    request: HttpRequest, actor: Actor, reference: str, conference: UUID
) -> HttpResponse:
    case, now = seen(request, actor, reference), clock.now()
    row = get_conference(actor, case, conference)
    form = _record_form(request, row, actor, now)
    if form.is_valid() and attempt(
        form, lambda: record_conference(row, by=actor, now=now, **form.cleaned_data)
    ):
        return back(request, _("The conference has been recorded."), at("activities", actor, case))
    return form_page(
        request,
        "cases/work/conference.html",
        form,
        **frame(actor, case, "cases:activities"),
        title=_("Record a conference"),
        conference=row,
        **_before_recording(row, actor, now),
        cancel=at("activities", actor, case),
    )


def _record_form(request: HttpRequest, row: Conference, actor: Actor, now: datetime) -> RecordForm:
    expected = [place.participant_id for place in row.places.all()]
    return RecordForm(
        posted(request),
        people=of_case(actor, row.case),
        words=words_of(actor),
        now=now,
        may_pass=may_override(actor),
        initial={"happened_at": row.happened_at, "came": expected, "apology_given": None},
    )


def _before_recording(row: Conference, actor: Actor, now: datetime) -> dict[str, Any]:
    """What stands against it: the risk, the place, and who has not agreed in writing."""
    at_the_time = min(row.happened_at, now)
    expected = [place.participant for place in row.places.all()]
    asked = written_by(expected, timezone.localdate(at_the_time), actor)
    return {
        "cleared": is_cleared_at(actor, row.case, at_the_time),
        "too_old": _too_old(row, actor),
        "without_consent": [one.person.short_name for one in asked.missing],
        "old_consents": asked.old,
        **doubted(actor, row, expected),
    }
