"""Reads for the triage page: one referral, its people, what was decided, the cases that grew."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from areas.actor import Actor
from referrals.models import Referral, ReferralDecision, ReferralPerson


def get_referral(actor: Actor, reference: str) -> Referral:
    """One referral that the actor may see, or 404."""
    rows = Referral.objects.visible_to(actor).select_related("incident", "agency", "decided_by")
    return get_object_or_404(rows, reference=reference)


def people_of(referral: Referral, actor: Actor) -> QuerySet[ReferralPerson]:
    """Those named in the referral, the harmed side first."""
    rows = ReferralPerson.objects.visible_to(actor).filter(referral=referral)
    return rows.select_related("person").order_by("side", "pk")


def cases_of(referral: Referral, actor: Actor) -> list[str]:
    """The references of the cases that grew from the referral, as far as the actor may see them."""
    link = Referral.case_links.rel.related_model
    case: Any = link._meta.get_field("case").related_model
    grown = case.objects.visible_to(actor).filter(referral_links__referral=referral)
    return list(grown.order_by("reference").values_list("reference", flat=True))


def decisions_of(referral: Referral, actor: Actor) -> QuerySet[ReferralDecision]:
    """What was decided, the first decision first."""
    rows = ReferralDecision.objects.visible_to(actor).filter(referral=referral)
    return rows.select_related("recorded_by").order_by("happened_at", "pk")
