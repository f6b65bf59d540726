from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Event
from referrals.actions import AlreadyDecided, DecisionRefused, decide_referral, mark_accepted
from referrals.models import Referral, ReferralDecision
from referrals.stages import Decision, Status
from tests.factories.referrals import FullReferralFactory, ReferralFactory
from tests.moments import NOON

LATER = NOON + timedelta(hours=1)


def decided():
    rows = ReferralDecision.objects.order_by("happened_at")
    return list(rows.values_list("source", "target", "decision", "happened_at"))


def untouched(referral):
    referral.refresh_from_db()
    state = (referral.status, referral.decision, referral.version)
    return state == ("to_triage", "", 1) and (decided(), Event.objects.count()) == ([], 0)


def test_a_referral_is_declined_with_a_reason_and_a_note(world):
    by, referral = world.actor("coordinator"), FullReferralFactory(area=world.kent)

    decide_referral(
        referral, decision=Decision.NO_OFFENDER, note="Nobody is known.", by=by, now=NOON
    )

    referral.refresh_from_db()
    assert (referral.status, referral.decision) == ("declined", "r_no_offender")
    assert (referral.decided_at, referral.decided_by, referral.version) == (NOON, by.user, 2)
    assert decided() == [("to_triage", "declined", "r_no_offender", NOON)]
    assert ReferralDecision.objects.get().note == "Nobody is known."
    assert list(Event.objects.values_list("verb", "subject_id", "actor_id", "detail")) == [
        (
            "referral.decided",
            str(referral.pk),
            by.user_id,
            {"source": "to_triage", "target": "declined", "decision": "r_no_offender"},
        )
    ]


def test_information_is_asked_for_and_then_the_referral_is_accepted(world):
    by, referral = world.actor("coordinator"), FullReferralFactory(area=world.kent)

    decide_referral(referral, decision=Decision.MORE_INFO, note="Who?", by=by, now=NOON)
    accepted = mark_accepted(referral, by=by, now=LATER)

    assert (accepted.status, accepted.decision, accepted.version) == ("accepted", "accept", 3)
    assert decided() == [
        ("to_triage", "waiting", "more_info", NOON),
        ("waiting", "accepted", "accept", LATER),
    ]


def test_accepting_goes_with_opening_a_case_and_not_with_deciding(world):
    referral = FullReferralFactory(area=world.kent)

    with pytest.raises(DecisionRefused, match="A referral is accepted by opening its case."):
        decide_referral(
            referral, decision=Decision.ACCEPT, note="", by=world.actor("coordinator"), now=NOON
        )

    assert untouched(referral)


def test_accepting_is_refused_where_nobody_is_named(world):
    referral = ReferralFactory(area=world.kent)

    with pytest.raises(DecisionRefused, match="Nobody is named in this referral."):
        mark_accepted(referral, by=world.actor("coordinator"), now=NOON)

    assert untouched(referral)


@pytest.mark.parametrize("second", [Decision.AGE, Decision.MORE_INFO])
def test_the_second_to_decide_learns_who_was_first(world, second):
    referral = FullReferralFactory(area=world.kent)
    decide_referral(
        referral, decision=Decision.UNSAFE, note="", by=world.actor("manager"), now=NOON
    )

    with pytest.raises(AlreadyDecided) as told:
        decide_referral(referral, decision=second, note="", by=world.actor("coordinator"), now=NOON)

    assert str(told.value) == (
        "Manager decided on 12 August 2026 at midday not to open a case: "
        "Unsafe on the information held."
    )
    assert len(decided()) == 1


def test_a_referral_is_not_accepted_twice(world):
    referral = FullReferralFactory(area=world.kent)
    mark_accepted(referral, by=world.actor("manager"), now=NOON)

    with pytest.raises(
        AlreadyDecided, match="Manager accepted this referral on 12 August 2026 at midday."
    ):
        mark_accepted(referral, by=world.actor("coordinator"), now=NOON)

    assert Referral.objects.get().status == Status.ACCEPTED


def test_what_changed_since_the_page_was_read_is_told_even_if_the_way_is_still_open(world):
    referral = FullReferralFactory(area=world.kent)
    decide_referral(
        referral, decision=Decision.MORE_INFO, note="", by=world.actor("manager"), now=NOON
    )
    by = world.actor("coordinator")

    with pytest.raises(AlreadyDecided, match="Manager asked for more information"):
        decide_referral(referral, decision=Decision.AGE, note="", by=by, now=NOON, version=1)
    with pytest.raises(AlreadyDecided, match="Manager asked for more information"):
        mark_accepted(referral, by=by, now=NOON, version=1)

    decide_referral(referral, decision=Decision.AGE, note="", by=by, now=NOON, version=2)
    assert len(decided()) == 2


@pytest.mark.parametrize("name", ["supervisor", "facilitator", "commissioner", "referrer"])
def test_others_decide_nothing(world, name):
    by = world.actor(name)
    referral = FullReferralFactory(area=world.kent, agency=world.probation, recorded_by=by.user)

    with pytest.raises((PermissionDenied, Referral.DoesNotExist)):
        decide_referral(referral, decision=Decision.AGE, note="", by=by, now=NOON)
    with pytest.raises((PermissionDenied, Referral.DoesNotExist)):
        mark_accepted(referral, by=by, now=NOON)

    assert untouched(referral)


def test_a_referral_of_another_area_is_not_reached(world):
    foreign = FullReferralFactory(area=world.avon)

    with pytest.raises(Referral.DoesNotExist):
        decide_referral(
            foreign, decision=Decision.AGE, note="", by=world.actor("coordinator"), now=NOON
        )
