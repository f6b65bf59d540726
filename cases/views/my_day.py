"""Where a facilitator lands: the day, in their own cases."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from audit.record import record
from cases.actions.looking import look
from cases.queries.concerns import in_time, waiting_for
from cases.queries.my_day import my_day
from rjcase import clock

from .lines import line


@area_view(Perm.CASE_WORK)
def day(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What is late, due and coming in the actor's cases; that they looked is noted."""
    now = clock.now()
    since = look(by=actor, now=now)
    found = my_day(actor, now=now, since=since)
    record("day.viewed", actor.area, by=actor)
    parts = ("overdue", "today", "ahead", "meetings", "coming", "to_record")
    context: dict[str, Any] = {
        **{name: [line(actor, one) for one in getattr(found, name)] for name in parts},
        "day": found,
        "concerns": in_time(waiting_for(actor), now),
        "since": since,
        "now": now,
        "on": clock.today(),
        "cases": [(case, line(actor, due) if due else None) for case, due in found.cases],
    }
    return render(request, "cases/my_day.html", context)
