"""What the pages about one referral in triage have in common: the facts, the queue it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import words_of
from areas.models import Agency
from people.models import Answer
from referrals import queries
from referrals.eligibility import Facts, Outcome, age_at, check, facts_of
from referrals.forms.decide import WAYS
from referrals.forms.filters import FilterForm
from referrals.models import Referral
from referrals.pipeline import steps_for
from referrals.sides import kind_label
from rjcase import clock

COLOURS = {Outcome.PASS: "green", Outcome.FAIL: "red", Outcome.UNKNOWN: "yellow"}


@dataclass(frozen=True, slots=True)
class Way:
    """A way to decide that is open, as the page offers it."""

    label: str
    url: str


def filters_of(request: HttpRequest, actor: Actor) -> FilterForm:
    """The queue and the filters that the address carries along."""
    return FilterForm(request.GET, agencies=Agency.objects.visible_to(actor).order_by("name"))


def queue_url(actor: Actor, form: FilterForm) -> str:
    return f"{reverse('referrals:inbox', args=[actor.area.slug])}?{form.query()}"


def detail_url(actor: Actor, reference: str, form: FilterForm) -> str:
    there = reverse("referrals:detail", args=[actor.area.slug, reference])
    return f"{there}?{form.query()}"


def there_from(request: HttpRequest, actor: Actor, reference: str) -> str:
    """The referral's page, in the queue and with the filters that somebody came from."""
    return detail_url(actor, reference, filters_of(request, actor))


def ways(referral: Referral, actor: Actor, form: FilterForm) -> list[Way]:
    """The ways to decide that are open to the actor, but to accept, to offer and to join."""
    decisions = {one for step in steps_for(referral, actor) for one in step.decisions}
    there = reverse("referrals:decide", args=[actor.area.slug, referral.reference])
    return [
        Way(str(way.title), f"{there}?as={slug}&{form.query()}")
        for slug, way in WAYS.items()
        if way.decision in decisions
    ]


def facts(referral: Referral, actor: Actor) -> dict[str, Any]:
    """The referral as the cards show it: no person and no word of it where it grew into a case that
    the actor may not see.
    """
    row = queries.as_row(referral, today=clock.today())
    if queries.is_closed_to(referral, actor):
        return {"row": row, "is_restricted": True}
    named = list(queries.people_of(referral, actor))
    found = facts_of(referral, named)
    results = check(found, queries.limits_of(actor), words_of(actor))
    on = timezone.localdate(referral.received_at)
    return {
        "row": row,
        "people": [(one, age_at(one, on)) for one in named],
        "kind_label": kind_label(mediation=found.is_mediation),
        "results": [(rule, result, COLOURS[result.outcome]) for rule, result in results],
        "looks_twice": _looks_twice(row.flags, found),
    }


def _looks_twice(flags: Sequence[str], found: Facts) -> list[str]:
    """What makes a referral sensitive and complex, in words."""
    more = {
        _("Under 18"): found.somebody_is_under_18,
        _("Live proceedings"): found.proceedings == Answer.YES,
    }
    return [*flags, *(words for words, holds in more.items() if holds and words not in flags)]
