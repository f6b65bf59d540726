"""Finding by what somebody says on the telephone: a reference, a receipt, or a name."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.http import urlencode

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from audit.record import record
from cases.forms.find import FindForm
from cases.queries.found_people import SHOWN, find_people, found_people
from cases.queries.quoted import quoted_page
from rjcase import clock
from ui.pages import form_page

KEPT, MOST_KEPT, KEPT_FOR = "found_people", 5, timedelta(minutes=30)


@area_view(Perm.CASE_VIEW)
def find(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Straight to what a reference names, else to who was found, under a key that says nothing.

    What was typed stands nowhere after: neither in an address nor in the session.
    """
    if request.method == "GET":
        return _found(request, actor)
    form = FindForm(request.POST)
    if not form.is_valid():
        return form_page(request, "cases/find.html", form)
    typed = form.cleaned_data["typed"]
    name, reference = quoted_page(actor, typed)
    keys = [] if name else find_people(actor, typed)
    record("people.searched", actor.area, by=actor, found=len(keys), quoted=bool(name))
    if name:
        return redirect(name, actor.area.slug, reference)
    address = reverse("cases:find", args=[actor.area.slug])
    return redirect(f"{address}?{urlencode({'s': _keep(request, actor, keys)})}")


def _found(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The search that the address names, as far as the actor may still see it; or an empty box."""
    context: dict[str, Any] = {"asked": "s" in request.GET}
    held = request.session.get(KEPT, {}).get(request.GET.get("s", ""))
    if held and held["area"] == actor.area.slug and held["until"] > clock.now().timestamp():
        people = found_people(actor, [UUID(key) for key in held["people"]])
        context |= {"people": people[:SHOWN], "more": len(people) - SHOWN}
    record("people.listed", actor.area, by=actor, shown=len(context.get("people", ())))
    return form_page(request, "cases/find.html", FindForm(), **context)


def _keep(request: HttpRequest, actor: Actor, keys: list[UUID]) -> str:
    """For half an hour of this session, the latest few searches; keys of rows alone."""
    name = get_random_string(12)
    until = (clock.now() + KEPT_FOR).timestamp()
    held = {"area": actor.area.slug, "people": [str(key) for key in keys], "until": until}
    earlier = list(request.session.get(KEPT, {}).items())
    request.session[KEPT] = dict([*earlier, (name, held)][-MOST_KEPT:])
    return name
