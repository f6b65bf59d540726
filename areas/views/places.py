"""Where one lands after signing in: the chooser of areas, and an area's first page."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from areas.actor import Actor
from areas.door import area_view
from areas.models import User
from areas.navigation import navigation
from areas.queries import areas_of
from areas.roles import Perm


def choose(request: HttpRequest) -> HttpResponse:
    """The areas that the user belongs to; one alone is entered at once."""
    areas = list(areas_of(cast(User, request.user)))
    if len(areas) == 1:
        return redirect("areas:home", areas[0].slug)
    return render(request, "areas/choose.html", {"areas": areas})


@area_view(Perm.AREA_ENTER)
def home(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The first place that the actor may open."""
    return redirect(navigation(actor, request.path)[0].url)
