"""The pages without a question: the start, how to leave, leaving, and who to ring elsewhere."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from areas.places.find import standing_area
from referrals.forms.public.journey import JOURNEY

from .visit import forget, public_page, visit_of

ELSEWHERE = "https://www.bbc.co.uk/weather"
FIRST = JOURNEY[0]


@public_page
def start(request: HttpRequest) -> HttpResponse:
    """What restorative justice is, what happens, and the other ways to ask."""
    return render(request, "refer/start.html")


@public_page
def how_to_leave(request: HttpRequest) -> HttpResponse:
    """Before the first question: how to get away from the page, and what that does not do."""
    return render(request, "refer/how_to_leave.html", {"first": FIRST.slug})


@public_page
def leave(request: HttpRequest) -> HttpResponse:
    """Delete the draft and go somewhere harmless. A plain link, so that it works without scripts.

    A GET may delete here: what goes is one's own unfinished answers, and a browser that only loads
    ahead is given nothing. The worst that another site can do with it is to empty a form.
    """
    ahead = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    if "prefetch" in ahead:
        return HttpResponse(status=204)
    answer = forget(request, HttpResponseRedirect(ELSEWHERE))
    answer["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@public_page
def no_service(request: HttpRequest) -> HttpResponse:
    """A place without a live service: whom to ring instead. Not an error."""
    place = visit_of(request).place
    context = {
        "force": place.force if place else None,
        "area": standing_area(place.force) if place else None,
    }
    return render(request, "refer/no_service.html", context)
