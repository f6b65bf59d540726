from __future__ import annotations

from datetime import date

from django.shortcuts import get_object_or_404
from django.utils import timezone

from areas.actor import Actor
from cases.models import Case, CaseReferral, CaseWorker, Participant
from cases.stages import PRINCIPALS, Side
from referrals.models import Referral


def get_case(actor: Actor, reference: str) -> Case:
    """The case that the actor may see, or 404."""
    return get_object_or_404(Case.objects.visible_to(actor), reference=reference)


def get_participant(actor: Actor, case: Case, pk: object) -> Participant:
    """A participant of a case that the actor has been shown, with the person, or 404."""
    rows = Participant.objects.visible_to(actor).filter(case=case).select_related("person", "case")
    return get_object_or_404(rows, pk=pk)


def referrals_of(case: Case, actor: Actor) -> list[Referral]:
    """The referrals that a visible case grew from, earliest first, each with its incident.

    Reached through the case: a facilitator sees what their case came from and no other referral.
    """
    links = CaseReferral.objects.visible_to(actor).filter(case=case)
    rows = links.select_related("referral__incident").order_by("referral__received_at")
    return [link.referral for link in rows]


def received_on(case: Case, actor: Actor) -> date:
    """The day on which the earliest of its referrals came in: nothing of the case is older."""
    links = (
        CaseReferral.objects.visible_to(actor).filter(case=case).order_by("referral__received_at")
    )
    first = links.values_list("referral__received_at", flat=True).first()
    return timezone.localdate(first or case.opened_at)


def participants_of(case: Case, actor: Actor) -> list[Participant]:
    """Everybody in a visible case with their person: those whom it is about come first."""
    rows = (
        Participant.objects
        .visible_to(actor)
        .filter(case=case)
        .select_related("person")
        .order_by("recorded_at", "pk")
    )
    sides = [side.value for side in Side]
    found = sorted(rows, key=lambda one: (one.role not in PRINCIPALS, sides.index(one.side)))
    for one in found:
        one.case = case
    return found


def team_of(case: Case, actor: Actor) -> list[CaseWorker]:
    """Those who work a visible case now, the lead first."""
    return list(
        CaseWorker.objects
        .visible_to(actor)
        .filter(case=case, until_at=None)
        .select_related("user")
        .order_by("role")
    )
