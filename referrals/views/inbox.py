"""The coordinator's inbox: queues of referrals, no names."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from areas.actor import Actor
from areas.context import settings_of
from areas.door import area_view
from areas.roles import Perm
from audit.record import record
from referrals import queries
from referrals.stages import Status
from rjcase import clock

PER_PAGE = 25


@area_view(Perm.REFERRAL_VIEW)
def inbox(request: HttpRequest, actor: Actor) -> HttpResponse:
    """One queue at a time, by `?queue=`; an unknown one is the first."""
    asked = request.GET.get("queue", "")
    status = Status(asked) if asked in Status.values else Status.TO_TRIAGE
    today = clock.today()
    record("referral.listed", ("referrals.Referral", status.value), by=actor)
    counts = queries.queue_counts(actor, today=today)
    page = Paginator(queries.queue(actor, status), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [queries.as_row(referral, today=today) for referral in page],
        "queue": status,
        "queues": _queues(actor, status, counts),
        "waiting": counts.by_status[Status.TO_TRIAGE],
        "late": counts.late,
        "target": settings_of(actor).triage_days,
        "may_add": actor.may(Perm.REFERRAL_MAKE),
    }
    return render(request, "referrals/inbox.html", context)


def _queues(actor: Actor, present: Status, counts: queries.QueueCounts) -> list[dict[str, Any]]:
    url = reverse("referrals:inbox", args=[actor.area.slug])
    return [
        {
            "label": status.label,
            "url": f"{url}?queue={status.value}",
            "active": status == present,
            "count": counts.by_status[status],
        }
        for status in Status
    ]
