"""Reads for the triage page: one referral, its people, what was sent and what was decided."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from areas.actor import Actor
from people.queries import with_who_contacts_us
from referrals.models import Referral, ReferralDecision, ReferralPerson, Submission
from referrals.stages import Decision, Status


def get_referral(actor: Actor, reference: str) -> Referral:
    """One referral that the actor may see, or 404."""
    rows = Referral.objects.visible_to(actor).select_related(
        "incident", "agency", "decided_by", "came_by"
    )
    return get_object_or_404(rows, reference=reference)


def people_of(referral: Referral, actor: Actor) -> QuerySet[ReferralPerson]:
    """Those named in the referral, the harmed side first; each with `contacts_us`."""
    rows = ReferralPerson.objects.visible_to(actor).filter(referral=referral)
    rows = rows.select_related("person").order_by("side", "pk")
    return with_who_contacts_us(rows, actor)


def decisions_of(referral: Referral, actor: Actor) -> QuerySet[ReferralDecision]:
    """What was decided, the first decision first."""
    rows = ReferralDecision.objects.visible_to(actor).filter(referral=referral)
    return rows.select_related("recorded_by").order_by("happened_at", "pk")


def submissions_of(referral: Referral, actor: Actor) -> QuerySet[Submission]:
    """What was sent about the referral, and about those that were joined to it; the first first."""
    together = Q(referral=referral) | Q(referral__merged_into=referral)
    rows = Submission.objects.visible_to(actor).filter(together)
    return rows.select_related("referral", "agency", "recorded_by").order_by("received_at", "pk")


def latest_question(referral: Referral, actor: Actor) -> ReferralDecision | None:
    """What a referral that waits for information waits for."""
    if referral.status != Status.WAITING:
        return None
    return decisions_of(referral, actor).filter(decision=Decision.MORE_INFO).last()
