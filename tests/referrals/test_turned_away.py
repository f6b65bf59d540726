from datetime import date, datetime, timedelta

from referrals.actions import decide_referral
from referrals.models import ReferralDecision
from referrals.queries import results_of, turned_away_by_offence
from referrals.stages import Decision
from tests.factories.referrals import FullReferralFactory
from tests.moments import LONDON, NOON

SINCE, UNTIL = date(2026, 4, 1), date(2026, 8, 13)


def turned_away(world, by, offence="rape", now=NOON, decision=Decision.OFFENCE):
    referral = FullReferralFactory(area=world.kent, incident__offence=offence)
    return decide_referral(referral, decision=decision, note="Not here.", by=by, now=now)


def test_what_the_rules_said_stays_with_the_decision(world):
    by = world.actor("coordinator")
    referral = turned_away(world, by)

    kept = ReferralDecision.objects.get().checks

    assert kept == {rule.value: result.outcome.value for rule, result in results_of(referral, by)}
    assert (kept["identified"], kept["agreement"]) == ("pass", "unknown")


def test_asking_for_information_keeps_no_verdicts(world):
    turned_away(world, world.actor("coordinator"), decision=Decision.MORE_INFO)

    assert ReferralDecision.objects.get().checks == {}


def test_who_was_turned_away_for_the_kind_of_offence_is_counted(world):
    by = world.actor("coordinator")
    turned_away(world, by, "stalking")
    turned_away(world, by)
    again = turned_away(world, by)
    decide_referral(again, decision=Decision.TAKEN_UP, note="", by=by, now=NOON)
    decide_referral(again, decision=Decision.OFFENCE, note="", by=by, now=NOON)
    turned_away(world, by, decision=Decision.AGE)

    assert turned_away_by_offence(by, start=SINCE, until=UNTIL) == [("Rape", 2), ("Stalking", 1)]


def test_days_are_londons_and_the_last_is_left_out(world):
    by = world.actor("coordinator")
    first = datetime(2026, 4, 1, 0, 0, tzinfo=LONDON)
    turned_away(world, by, "gbh", first - timedelta(seconds=1))
    turned_away(world, by, "abh", first)
    turned_away(world, by, "arson", datetime(2026, 8, 13, 0, 0, tzinfo=LONDON))

    assert turned_away_by_offence(by, start=SINCE, until=UNTIL) == [("Actual bodily harm", 1)]


def test_another_area_is_not_counted(world):
    turned_away(world, world.actor("coordinator"))

    neighbour = world.actor("neighbour", world.avon)
    assert turned_away_by_offence(neighbour, start=SINCE, until=UNTIL) == []
