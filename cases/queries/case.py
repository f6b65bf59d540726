from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef
from django.db.models.functions import JSONObject
from django.shortcuts import get_object_or_404
from django.utils import timezone

from areas.actor import Actor
from cases.models import Case, CaseReferral, CaseWorker, Participant
from cases.stages import PRINCIPALS, Side
from referrals.stages import Offence

from .referral_told import not_looked_through


def get_case(actor: Actor, reference: str) -> Case:
    """The case that the actor may see, or 404."""
    return get_object_or_404(Case.objects.visible_to(actor), reference=reference)


def get_participant(actor: Actor, case: Case, pk: object) -> Participant:
    """A participant of a case that the actor has been shown, with the person, or 404."""
    rows = Participant.objects.visible_to(actor).filter(case=case).select_related("person", "case")
    return get_object_or_404(rows, pk=pk)


@dataclass(frozen=True, slots=True)
class CameFrom:
    """A referral that a case grew from, as the case's page names it; the offence in words.

    `orders_open` while nobody has looked through what it told of risks and orders.
    """

    reference: str
    received_on: date
    offence: str
    orders_open: bool = False


def get_case_with_its_referrals(actor: Actor, reference: str) -> tuple[Case, list[CameFrom]]:
    """The case that the actor may see, or 404, and what it grew from, earliest first: one query.

    Reached through the case: a facilitator sees what their case came from and no other referral.
    """
    links = CaseReferral.objects.visible_to(actor).filter(case=OuterRef("pk"))
    told = JSONObject(
        reference="referral__reference",
        received_at="referral__received_at",
        offence="referral__incident__offence",
        orders_open=Exists(not_looked_through(actor).filter(pk=OuterRef("pk"))),
    )
    rows = Case.objects.visible_to(actor).annotate(
        came_from=ArraySubquery(links.order_by("referral__received_at").values(told=told))
    )
    case = get_object_or_404(rows, reference=reference)
    came_from: list[dict[str, Any]] = case.came_from  # type: ignore[attr-defined]
    return case, [_came_from(one) for one in came_from]


def _came_from(one: Mapping[str, Any]) -> CameFrom:
    received_at = datetime.fromisoformat(one["received_at"])
    offence = str(Offence(one["offence"]).label) if one["offence"] else ""
    return CameFrom(one["reference"], timezone.localdate(received_at), offence, one["orders_open"])


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
