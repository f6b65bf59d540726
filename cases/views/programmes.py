"""Programmes of the area: what runs, its meetings, and who is on one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.door import area_view
from areas.queries import practitioners
from areas.roles import Perm
from audit.record import record
from cases.actions.programme_meetings import cancel_meeting, hold_meeting, move_meeting
from cases.actions.programmes import start_programme
from cases.actions.seats import why_not_together
from cases.forms.programmes import MeetingForm, StartForm
from cases.models import Programme, ProgrammeSession
from cases.queries.programmes import (
    expected_at,
    get_meeting,
    get_programme,
    leads_of,
    may_run,
    meetings_of,
    places_on,
    programmes,
    seen_of,
)
from cases.stages import Attendance
from drafts.pages import drafted
from rjcase import clock
from ui.pages import back, form_page

from .work import attempt, page_of, posted


def place_of(actor: Actor, programme: Programme) -> str:
    return reverse("cases:programme", args=[actor.area.slug, programme.pk])


@area_view(Perm.CASE_VIEW)
def programme_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    ended = request.GET.get("show") == "ended"
    page = page_of(request, programmes(actor, ended=ended))
    context = {"page": page, "ended": ended, "may_start": actor.may(Perm.CASE_WORK)}
    return render(request, "cases/programmes/list.html", context)


@area_view(Perm.CASE_WORK)
@drafted("case.programme_start")
def programme_start(request: HttpRequest, actor: Actor) -> HttpResponse:
    others = practitioners(actor).exclude(user=actor.user)
    form = StartForm(posted(request), colleagues=others)
    made: list[Programme] = []
    if form.is_valid() and attempt(
        form,
        lambda: made.append(start_programme(by=actor, now=clock.now(), **form.started())),
    ):
        return back(request, _("The programme is planned."), place_of(actor, made[0]))
    cancel = reverse("cases:programmes", args=[actor.area.slug])
    return form_page(request, "cases/programmes/start.html", form, cancel=cancel)


@area_view(Perm.CASE_VIEW)
def programme(request: HttpRequest, actor: Actor, programme: UUID) -> HttpResponse:
    row = get_programme(actor, programme)
    record("programme.viewed", row, by=actor)
    places = places_on(row, actor)
    context = {
        "programme": row,
        "leads": leads_of(row, actor),
        "meetings": meetings_of(row, actor),
        "now": clock.now(),
        "places": places,
        "may_run": may_run(row, actor) and actor.may(Perm.CASE_WORK),
        "knows_everybody": all(place.name for place in places),
    }
    return render(request, "cases/programmes/programme.html", context)


@area_view(Perm.CASE_WORK)
@drafted("case.programme_meeting")
def programme_meeting(
    request: HttpRequest, actor: Actor, programme: UUID, meeting: UUID
) -> HttpResponse:
    row = get_programme(actor, programme)
    record("programme.viewed", row, by=actor, page="meeting")
    one = get_meeting(actor, row, meeting)
    seen = seen_of(row, actor)
    names = [
        (place, seen.name_of(place) or _("Somebody of another case"))
        for place in expected_at(one, actor)
    ]
    form = MeetingForm(posted(request), meeting=one, expected=names)
    if form.is_valid() and attempt(form, lambda: _settle(one, form, actor)):
        return back(request, _("The meeting has been recorded."), place_of(actor, row))
    context: dict[str, Any] = {"programme": row, "meeting": one, "cancel": place_of(actor, row)}
    if may_run(row, actor):
        context["apart"] = why_not_together(one, by=actor, now=clock.now())
    return form_page(request, "cases/programmes/meeting.html", form, **context)


def _settle(meeting: ProgrammeSession, form: MeetingForm, actor: Actor) -> None:
    told = form.cleaned_data
    now, note = clock.now(), told["note"]
    if told["became"] == Attendance.HELD:
        minutes = told["minutes"]
        hold_meeting(meeting, came=form.present(), minutes=minutes, note=note, by=actor, now=now)
        return
    whose = told["whose_doing"]
    if told["became"] == Attendance.MOVED:
        move_meeting(meeting, to=told["to"], whose_doing=whose, note=note, by=actor, now=now)
    else:
        cancel_meeting(meeting, whose_doing=whose, note=note, by=actor, now=now)
