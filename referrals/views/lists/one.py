"""One list: the verdict on each row, then how far its import is, then what became of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from areas.actor import Actor
from areas.context import words_of
from areas.door import area_view
from areas.roles import Perm
from audit.record import record
from referrals.actions.lists import IMPORT, OPEN, drop_list, go_on
from referrals.models import ListRow, ReferralList
from referrals.queries import lists as queries
from referrals.reading.reasons import in_words
from rjcase import clock
from ui.forms import Form
from ui.pages import back, form_page

PER_PAGE = 25
Verdict = ListRow.Verdict
SHOWN = (Verdict.READY, Verdict.LOOK, Verdict.REFUSED)


@area_view(Perm.REFERRAL_DECIDE)
def list_detail(request: HttpRequest, actor: Actor, of: UUID) -> HttpResponse:
    """A list whose columns nobody has matched yet leads to where that is done."""
    row = queries.get_list(actor, of)
    if row.state == ReferralList.State.UPLOADED:
        return redirect("referrals:list_columns", actor.area.slug, row.pk)
    record("list.viewed", row, by=actor)
    asked = request.GET.get("verdict", "")
    verdict = asked if asked in SHOWN else ""
    rows = queries.rows_of(row, actor).select_related("referral").defer("body")
    page = Paginator(rows.filter(verdict=verdict) if verdict else rows, PER_PAGE).get_page(
        request.GET.get("page")
    )
    words = words_of(actor)
    context = {
        "list": row,
        "page": page,
        "rows": [(one, [in_words(why, words) for why in one.reasons]) for one in page],
        "filters": _filters(row, actor, verdict),
        **_standing(row, actor),
    }
    return render(request, "referrals/lists/list.html", context)


@area_view(Perm.REFERRAL_DECIDE)
@require_POST
def list_go_on(request: HttpRequest, actor: Actor, of: UUID) -> HttpResponse:
    """Wake an import that stopped; pressed twice or too late it does nothing."""
    row = queries.get_list(actor, of)
    go_on(row, by=actor, now=clock.now())
    return redirect("referrals:list", actor.area.slug, row.pk)


@area_view(Perm.REFERRAL_DECIDE)
def list_drop(request: HttpRequest, actor: Actor, of: UUID) -> HttpResponse:
    """Remove a list that was not imported, with all that stands in it."""
    row = queries.get_list(actor, of)
    if row.state not in OPEN:
        return redirect("referrals:list", actor.area.slug, row.pk)
    if request.method == "POST":
        drop_list(row, by=actor)
        return back(request, _("The list has been removed."), "referrals:lists", actor.area.slug)
    record("list.viewed", row, by=actor)
    lines = queries.rows_of(row, actor).count()
    return form_page(request, "referrals/lists/remove.html", Form(), list=row, lines=lines)


def _filters(of: ReferralList, actor: Actor, present: str) -> list[dict[str, Any]]:
    url = reverse("referrals:list", args=[actor.area.slug, of.pk])
    counts = queries.verdict_counts(of, actor)
    every = {
        "label": _("All rows"), "url": url, "active": not present, "count": sum(counts.values())
    }  # fmt: skip
    return [
        every,
        *(
            {
                "label": verdict.label,
                "url": f"{url}?verdict={verdict.value}",
                "active": verdict == present,
                "count": counts[verdict],
            }
            for verdict in SHOWN
        ),
    ]


def _standing(of: ReferralList, actor: Actor) -> dict[str, Any]:
    """What the page says of the state that the list is in."""
    running = of.state == ReferralList.State.RUNNING
    checked = of.state == ReferralList.State.CHECKED
    return {
        "is_checked": checked,
        "is_running": running,
        "is_done": of.state == ReferralList.State.DONE,
        "has_stopped": running and not queries.is_under_way(of, actor, kind=IMPORT),
        "progress": queries.progress(of, actor),
        "before": queries.same_file(of, actor) if checked else None,
    }
