"""The triage page: read the referral, then choose how to decide."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from audit.record import record
from people.actions import reveal
from referrals import queries
from referrals.actions.settle import settle_parcels
from referrals.forms.filters import FilterForm
from referrals.models import Referral
from referrals.pipeline import UNDECIDED, steps_for
from referrals.queries.addressee import is_known_to_be_at_work
from referrals.queries.alike import checks_of
from referrals.queries.corrections import CORRECTABLE, corrections_of
from referrals.queries.documents import listed
from referrals.queries.receipts import receipt_of
from referrals.stages import Decision, Status, Told
from rjcase import clock

from .desk import detail_url, facts, filters_of, queue_url, there_from, ways
from .posted import get_open_referral


@area_view(Perm.REFERRAL_VIEW)
def detail(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    referral = queries.get_referral(actor, reference)
    if referral.status == Status.OFFERED:
        settle_parcels(by=Actor.system(actor.area), now=clock.now())
        referral = queries.get_referral(actor, reference)
    record("referral.viewed", referral, by=actor)
    form = filters_of(request, actor)
    shown = facts(referral, actor)
    context = {
        "referral": referral,
        **shown,
        **_beside(referral, actor, form),
        **({} if shown.get("is_restricted") else _sent(referral, actor, shown)),
    }
    return render(request, "referrals/detail.html", context)


@area_view(Perm.REFERRAL_REVEAL)
@require_POST
def reveal_contact(
    request: HttpRequest, actor: Actor, reference: str, person: UUID
) -> HttpResponse:
    """Show how one person can be reached, until acceptance; the look is recorded first."""
    referral = get_open_referral(actor, reference)
    named = get_object_or_404(queries.people_of(referral, actor), person_id=person)
    if _is_accepted(referral):
        raise PermissionDenied
    points = reveal(named.person, by=actor, reason="triage")
    there = there_from(request, actor, reference)
    context = {"referral": referral, "named": named, "points": points, "there": there}
    return render(request, "referrals/contact_details.html", context)


def _sent(referral: Referral, actor: Actor, shown: dict[str, Any]) -> dict[str, Any]:
    named = [one for one, _age in shown["people"]]
    may_decide = actor.may(Perm.REFERRAL_DECIDE)
    return {
        "sent": [
            (one, json.loads(one.as_sent) if one.answers else [])
            for one in queries.submissions_of(referral, actor)
        ],
        "decisions": [
            (one, ", ".join(str(Told(who).label) for who in one.told))
            for one in queries.decisions_of(referral, actor)
        ],
        "receipt": receipt_of(referral, actor),
        "cases": queries.cases_of(referral, actor),
        "documents": listed(referral, actor),
        "checks": checks_of(referral, actor),
        "corrections": corrections_of(referral, actor, named, kind=shown["kind_label"]),
        "is_at_work": is_known_to_be_at_work(referral),
        "may_acknowledge": may_decide,
        "may_name": may_decide and referral.status in UNDECIDED,
        "may_correct": may_decide and referral.status in CORRECTABLE,
        "may_reveal": actor.may(Perm.REFERRAL_REVEAL) and not _is_accepted(referral),
    }


def _is_accepted(referral: Referral) -> bool:
    """Whether its people are a case's business now; of what was joined, whether the other is."""
    return (referral.merged_into or referral).status == Status.ACCEPTED


def _beside(referral: Referral, actor: Actor, form: FilterForm) -> dict[str, Any]:
    """The Decide box, and the way through the queue."""
    steps = {one: step for step in steps_for(referral, actor) for one in step.decisions}
    accept = steps.get(Decision.ACCEPT)
    beside = queries.neighbours(
        referral, actor, form.queue, only=form.filters(), today=clock.today()
    )
    before, after = (detail_url(actor, one, form) if one else "" for one in beside)
    return {
        "is_open": referral.status in UNDECIDED,
        "outcome": queries.what_was_decided(referral) if referral.decision else "",
        "accept": accept,
        "refusals": accept.refusals(referral, actor) if accept else [],
        "ways": ways(referral, actor, form),
        "may_offer": Decision.OFFER in steps,
        "queue": form.queue,
        "query": form.query(),
        "queue_url": queue_url(actor, form),
        "before": before,
        "after": after,
    }
