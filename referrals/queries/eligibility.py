"""What the area's rules say of a referral, and whom a rule about the kind of harm turned away."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Count

from areas.actor import Actor
from referrals.eligibility import Limits, Result, check, facts_of
from referrals.models import EligibilitySettings, Referral, ReferralDecision, Rule
from referrals.stages import Decision, Offence

from .triage import people_of

LONDON = ZoneInfo("Europe/London")


def limits_of(actor: Actor) -> Limits:
    """The limits of the actor's area, or the national defaults."""
    return Limits.of(EligibilitySettings.objects.visible_to(actor).first())


def results_of(referral: Referral, actor: Actor) -> list[tuple[Rule, Result]]:
    """What each rule says of the referral as it stands."""
    return check(facts_of(referral, people_of(referral, actor)), limits_of(actor))


def turned_away_by_offence(actor: Actor, *, start: date, until: date) -> list[tuple[str, int]]:
    """Referrals declined for the kind of offence, by kind, from a day up to but not including
    another; the most frequent first. A referral that was declined twice counts once.
    """
    rows = ReferralDecision.objects.visible_to(actor).filter(
        decision=Decision.OFFENCE,
        happened_at__gte=_midnight(start),
        happened_at__lt=_midnight(until),
    )
    counted = (
        rows
        .values("referral__incident__offence")
        .annotate(turned_away=Count("referral", distinct=True))
        .order_by("-turned_away", "referral__incident__offence")
        .values_list("referral__incident__offence", "turned_away")
    )
    return [(str(Offence(code).label), count) for code, count in counted if code]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=LONDON)
