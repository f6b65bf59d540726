"""The door of a guest: asking for a link, and coming in by it. Both say the same to everybody."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from areas.limits import Limit
from areas.queries import live_areas
from referrals.actions.guests import LinkSpent, ask_for_link, use_link
from referrals.forms.access import LinkForm
from rjcase import clock
from ui.pages import form_page

from .posted import posted
from .public.limits import address_of
from .public.visit import public_page

FROM = Limit("link.from", times=30, every=timedelta(hours=1))
TO = Limit("link.to", times=3, every=timedelta(hours=1))


@public_page
def professional(request: HttpRequest) -> HttpResponse:
    """Nobody learns from the answer who has an account, or which agency refers."""
    initial = {"area": request.GET.get("area", "")}
    form = LinkForm(posted(request), areas=live_areas(), initial=initial)
    if not form.is_valid():
        return form_page(request, "refer/professional.html", form)
    now, email = clock.now(), form.cleaned_data["email"]
    passes = [FROM.passes(address_of(request), now=now), TO.passes(email.lower(), now=now)]
    if all(passes):
        ask_for_link(form.cleaned_data["area"], email=email, now=now)
    return render(request, "refer/link_asked.html")


@public_page
def link(request: HttpRequest, *, service: str, token: str) -> HttpResponse:
    """A button, since the scanners of mail open links; pressing it lets in, once."""
    if request.method != "POST":
        return render(request, "refer/link.html")
    try:
        user = use_link(service, token, now=clock.now())
    except LinkSpent as spent:
        context = {"sentence": str(spent)}
        return render(request, "refer/link_spent.html", context, status=HTTPStatus.GONE)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("referrals:drafts", service)
