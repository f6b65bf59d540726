"""The coordinator's inbox: queues of referrals, no names."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property

from areas.actor import Actor
from areas.context import settings_of
from areas.door import area_view
from areas.models import Agency
from areas.roles import Perm
from audit.record import record
from referrals import queries
from referrals.forms.filters import FilterForm
from referrals.models import Referral
from referrals.queries import Queue, QueueCounts
from referrals.queries.again import due_again, how_many_again, with_again
from referrals.queries.parcels import parcels_waiting
from rjcase import clock

PER_PAGE = 25


@area_view(Perm.REFERRAL_VIEW)
def inbox(request: HttpRequest, actor: Actor) -> HttpResponse:
    """One queue at a time, by `?queue=`, as the filters in the address leave it."""
    today = clock.today()
    form = FilterForm(request.GET, agencies=Agency.objects.visible_to(actor).order_by("name"))
    record("referral.listed", ("referrals.Referral", form.queue.value), by=actor)
    counts = queries.queue_counts(actor, today=today)
    rows = queries.queue(actor, form.queue, only=form.filters(), today=today)
    known = None if form.is_narrowed else counts.by_queue[form.queue]
    shown = queries.shown(rows, actor, today=today)
    declined = form.queue == Queue.DECLINED
    pages = Pages(with_again(shown, actor) if declined else shown, count=known)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [queries.as_row(referral, today=today) for referral in page],
        "form": form,
        "queue": form.queue,
        "queues": _queues(actor, form, counts),
        "counts": counts,
        **_beside(actor, form, counts),
    }
    return render(request, "referrals/inbox.html", context)


class Pages(Paginator):  # type: ignore[type-arg]
    """Pages of a queue whose length may be known already."""

    def __init__(self, rows: QuerySet[Referral], *, count: int | None) -> None:
        super().__init__(rows, PER_PAGE)
        self.known = count

    @cached_property
    def count(self) -> int:
        return super().count if self.known is None else self.known


def _beside(actor: Actor, form: FilterForm, counts: QueueCounts) -> dict[str, Any]:
    """What stands around the table of one queue or another."""
    today = clock.today()
    is_empty = form.queue == Queue.TO_TRIAGE and not counts.by_queue[Queue.TO_TRIAGE]
    declined = form.queue == Queue.DECLINED
    return {
        "waiting": counts.by_queue[Queue.TO_TRIAGE],
        "target": settings_of(actor).triage_days,
        "last": queries.last_triaged(actor, today=today) if is_empty else "",
        "again": due_again(actor, today=today) if declined else None,
        "again_count": how_many_again(actor, today=today) if form.queue == Queue.TO_TRIAGE else 0,
        "declined_url": f"{_url(actor)}?queue={Queue.DECLINED.value}",
        "turned_away": queries.turned_away_this_year(actor, today=today) if declined else None,
        "may_add": actor.may(Perm.REFERRAL_MAKE),
        "parcels": parcels_waiting(actor) if actor.may(Perm.REFERRAL_DECIDE) else None,
        "query": form.query(),
        "all_url": f"{_url(actor)}?queue={form.queue.value}",
    }


def _url(actor: Actor) -> str:
    return reverse("referrals:inbox", args=[actor.area.slug])


def _queues(actor: Actor, form: FilterForm, counts: QueueCounts) -> list[dict[str, Any]]:
    url = _url(actor)
    return [
        {
            "label": queue.label,
            "url": f"{url}?{form.query(queue)}",
            "active": queue == form.queue,
            "count": counts.by_queue[queue],
        }
        for queue in Queue
    ]
