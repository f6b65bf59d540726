"""Quick entry after a day of visits: each planned session of the day on one page."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import words_of
from areas.door import area_view
from areas.roles import Perm
from audit.record import record
from cases.actions.case_work import SomebodyWasFirst
from cases.actions.visits import VisitRefused, settle_visits
from cases.forms.visits import VisitsForm, keys_in
from cases.models import Session
from cases.queries.activities import one_side
from cases.queries.sessions import named, other_days, to_record
from drafts.pages import drafted
from rjcase import clock
from ui.dates import hour
from ui.pages import back, form_page

from .work import posted


@area_view(Perm.CASE_WORK)
@drafted("case.visits", variant=lambda request: _day(request).isoformat())
def visits(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The day is `?day=2026-08-12`, or today."""
    on, now, words = _day(request), clock.now(), words_of(actor)
    here = f"{reverse('cases:visits', args=[actor.area.slug])}?day={on.isoformat()}"
    form = VisitsForm(posted(request), sessions=_sessions(request, actor, on), now=now)
    if form.is_valid() and _settle(form, actor):
        return back(request, _("The sessions have been recorded."), here)
    if request.method != "POST":
        record("visits.listed", actor.area, by=actor, day=on.isoformat())
    return form_page(
        request,
        "cases/work/visits.html",
        form,
        rows=[
            (row, one_side(row.session.participant, words), hour(row.session.happened_at))
            for row in form.rows()
        ],
        day=on,
        other_days=other_days(actor, on, now=now),
    )


def _day(request: HttpRequest) -> date:
    try:
        asked = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return clock.today()
    return asked if asked < date.max else clock.today()


def _sessions(request: HttpRequest, actor: Actor, on: date) -> list[Session]:
    """Those of the day, and those that the form was sent with, though they are settled by now."""
    sent = list(named(actor, keys_in(request.POST)))
    planned = list(to_record(actor, on))
    return sorted({*sent, *planned}, key=lambda one: (one.happened_at, one.pk))


def _settle(form: VisitsForm, actor: Actor) -> bool:
    try:
        settle_visits(form.told(), by=actor, now=clock.now())
    except VisitRefused as refused:
        form.refuse(refused.session, str(refused))
    except SomebodyWasFirst as first:
        form.conflict = str(first)
    else:
        return True
    return False
