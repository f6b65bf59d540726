"""What the area's rules say of a referral, and whom a rule about the kind of harm turned away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count

from areas.actor import Actor
from areas.context import words_of
from referrals.eligibility import Limits, Result, check, facts_of
from referrals.models import EligibilitySettings, Referral, ReferralDecision, Rule
from referrals.stages import Decision, Offence

from .days import midnight
from .triage import people_of


@dataclass(frozen=True, slots=True)
class TurnedAway:
    """How many referrals each kind of offence was the reason to decline, since a day."""

    since: date
    rows: list[tuple[str, int]]


def limits_of(actor: Actor) -> Limits:
    """The limits of the actor's area, or the national defaults."""
    return Limits.of(EligibilitySettings.objects.visible_to(actor).first())


def version_of_rules(actor: Actor) -> int:
    """The version of the area's rules; 1 where it has not changed the national defaults."""
    row = EligibilitySettings.objects.visible_to(actor).only("version").first()
    return row.version if row else 1


def results_of(referral: Referral, actor: Actor) -> list[tuple[Rule, Result]]:
    """What each rule says of the referral as it stands."""
    found = facts_of(referral, people_of(referral, actor))
    return check(found, limits_of(actor), words_of(actor))


def turned_away_by_offence(actor: Actor, *, start: date, until: date) -> list[tuple[str, int]]:
    """Referrals declined for the kind of offence, by kind, from a day up to but not including
    another; the most frequent first. A referral that was declined twice counts once.
    """
    rows = ReferralDecision.objects.visible_to(actor).filter(
        decision=Decision.OFFENCE,
        happened_at__gte=midnight(start),
        happened_at__lt=midnight(until),
    )
    counted = (
        rows
        .values("referral__incident__offence")
        .annotate(turned_away=Count("referral", distinct=True))
        .order_by("-turned_away", "referral__incident__offence")
        .values_list("referral__incident__offence", "turned_away")
    )
    return [(str(Offence(code).label), count) for code, count in counted if code]


def turned_away_this_year(actor: Actor, *, today: date) -> TurnedAway:
    """Since the first of April, when the year of every contract begins."""
    since = date(today.year - (today.month < 4), 4, 1)
    rows = turned_away_by_offence(actor, start=since, until=today + timedelta(days=1))
    return TurnedAway(since, rows)
