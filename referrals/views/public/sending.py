"""Checking, the optional questions about equality, sending, and what is said afterwards."""

from __future__ import annotations

import logging
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from areas.actor import Actor
from areas.models import Area
from areas.queries import days_to_contact
from referrals.actions.arrive import put_in, receipts_of
from referrals.actions.told_by_public import (
    NO_CHANNEL,
    Answers,
    is_for_somebody_else,
    is_under_18,
)
from referrals.forms.public.journey import as_sent, sections, to_send
from referrals.forms.public.rest import EqualityForm, SendForm
from referrals.models import Arrival
from referrals.views.posted import posted
from rjcase import clock
from ui.pages import form_page

from .asking import onward
from .limits import may_send, too_many
from .visit import Visit, empty, keep, public_page, visit_of

log = logging.getLogger(__name__)


def _elsewhere(visit: Visit) -> HttpResponse | None:
    """Where somebody belongs who has nothing to send here; none if they have."""
    if visit.sent:
        return redirect("refer:sent")
    if visit.draft is None:
        return redirect("refer:start")
    return None if visit.is_told else onward(visit)


@public_page
def check(request: HttpRequest) -> HttpResponse:
    """All answers, each with a way to change it; then on, or sent."""
    visit = visit_of(request)
    if away := _elsewhere(visit):
        return away
    form = SendForm(posted(request))
    asks_more = not is_for_somebody_else(visit.answers)
    if form.is_bound and form.is_valid():
        if asks_more and not form.cleaned_data["website"]:
            return keep(visit, redirect("refer:equality"), checked=True)
        return _send(request, visit, form, {})
    return form_page(
        request,
        "refer/check.html",
        form,
        sections=sections(visit.answers),
        area=visit.service,
        asks_more=asks_more,
        **_about_age(visit.answers),
    )


def _about_age(answers: Answers) -> dict[str, bool]:
    """Whether it is about a child, and whether the child reads it: each is told in other words."""
    return {
        "under_18": is_under_18(answers),
        "for_somebody_else": is_for_somebody_else(answers),
    }


@public_page
def equality(request: HttpRequest) -> HttpResponse:
    """Why we ask, before the questions; sending without them is one press."""
    return _last(request, "refer/equality.html", SendForm)


@public_page
def equality_questions(request: HttpRequest) -> HttpResponse:
    """Questions that may all be left out, kept apart from everything else."""
    return _last(request, "refer/equality_questions.html", EqualityForm)


def _last(request: HttpRequest, template: str, kind: type[SendForm]) -> HttpResponse:
    visit = visit_of(request)
    if away := _elsewhere(visit):
        return away
    if not visit.body.get("checked"):
        return redirect("refer:check")
    form = kind(posted(request))
    if form.is_bound and form.is_valid():
        told = form.told() if isinstance(form, EqualityForm) else {}
        return _send(request, visit, form, told)
    return form_page(request, template, form)


def _send(
    request: HttpRequest, visit: Visit, form: SendForm, equality_told: dict[str, str]
) -> HttpResponse:
    """Put it into the area's letter box once; the draft, locked by this request, says if it was."""
    area = visit.service
    if area is None:
        return redirect("refer:no_service")
    if visit.draft is None or not may_send(request, visit.answers):
        return too_many(request)
    if form.cleaned_data["website"]:
        log.warning("refer.not_a_person")
        receipt = next(receipts_of(visit.draft.pk))
    else:
        receipt = put_in(
            by=Actor.public(area),
            now=clock.now(),
            kind=Arrival.Kind.SELF_REFERRAL,
            body=_body(visit, equality_told),
            receipts=receipts_of(visit.draft.pk),
        )
    waits = NO_CHANNEL in visit.answers["contact"]["channels"]
    said = {"receipt": receipt, "area": area.slug, "they_contact_us": waits}
    empty(visit, sent={**said, **_about_age(visit.answers)})
    return redirect("refer:sent")


def _body(visit: Visit, equality_told: dict[str, str]) -> dict[str, Any]:
    answers = to_send(visit.answers)
    return {"answers": answers, "as_sent": as_sent(answers), "equality": equality_told}


@public_page
def sent(request: HttpRequest) -> HttpResponse:
    """The receipt, what happens next and when, and how to take it back."""
    visit = visit_of(request)
    if visit.sent is None:
        return onward(visit) if visit.draft else redirect("refer:start")
    area = get_object_or_404(Area, slug=visit.sent["area"])
    context = {**visit.sent, "area": area, "days": days_to_contact(area)}
    return render(request, "refer/sent.html", context)
