"""Declined referrals that came too early: when to look at each again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, QuerySet, Subquery

from areas.actor import Actor
from referrals.models import Referral, ReferralDecision
from referrals.stages import Status

MOST = 25


@dataclass(frozen=True, slots=True)
class Due:
    """How many are due to be looked at again, and the first of them."""

    count: int
    rows: list[ReferralDecision]


def due_again(actor: Actor, *, today: date) -> Due:
    """Whose day to look again has come, the longest waiting first."""
    rows = _standing(actor).filter(again_on__lte=today)
    first = rows.select_related("referral__incident").defer(
        "note", "referral__incident__account", "referral__incident__risks_told"
    )
    return Due(rows.count(), list(first.order_by("again_on", "pk")[:MOST]))


def how_many_again(actor: Actor, *, today: date) -> int:
    return _standing(actor).filter(again_on__lte=today).count()


def with_again(rows: QuerySet[Referral], actor: Actor) -> QuerySet[Referral]:
    """Each declined referral with its day to look again, if it has one."""
    own = ReferralDecision.objects.visible_to(actor).filter(
        referral=OuterRef("pk"), happened_at=OuterRef("decided_at")
    )
    return rows.annotate(again_on=Subquery(own.values("again_on")[:1]))


def _standing(actor: Actor) -> QuerySet[ReferralDecision]:
    """The decision by which a referral is declined now, not one that was taken back since."""
    return ReferralDecision.objects.visible_to(actor).filter(
        again_on__isnull=False,
        referral__status=Status.DECLINED,
        happened_at=F("referral__decided_at"),
    )
