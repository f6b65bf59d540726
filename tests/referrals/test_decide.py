from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from areas.models import AreaSettings
from audit.models import Event
from referrals.actions import AlreadyDecided, DecisionRefused, decide_referral, mark_accepted
from referrals.actions.decide import take
from referrals.models import Referral, ReferralDecision
from referrals.stages import Decision, Status
from tests.factories.referrals import FullReferralFactory, ReferralFactory
from tests.moments import NOON, TODAY

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


def test_what_was_offered_instead_and_who_is_told_is_kept(world):
    referral = FullReferralFactory(area=world.kent)

    decide_referral(
        referral,
        decision=Decision.LIVE_PROCEEDINGS,
        note="The trial is in October.",
        instead="later",
        told=["referrer", "harmed"],
        again_on=date(2026, 11, 2),
        by=world.actor("coordinator"),
        now=NOON,
    )

    kept = ReferralDecision.objects.get()
    assert (kept.instead, kept.told, kept.again_on, kept.paused_for) == (
        "later",
        ["referrer", "harmed"],
        date(2026, 11, 2),
        "",
    )


@pytest.mark.parametrize(
    ("decision", "more", "sentence"),
    [
        (
            Decision.AGE,
            {"again_on": date(2026, 11, 2)},
            "Only a referral with live proceedings has a day to look again.",
        ),
        (
            Decision.LIVE_PROCEEDINGS,
            {"again_on": TODAY},
            "The day to look again must be in the future.",
        ),
        (
            Decision.AGE,
            {"told": ["referrer", "nobody"]},
            "Say who is told, or that nobody is, but not both.",
        ),
        (Decision.DUPLICATE, {}, "This is decided on a page of its own."),
        (Decision.OFFER, {}, "This is decided on a page of its own."),
        (Decision.ANSWERED, {}, "This is decided on a page of its own."),
    ],
)
def test_what_makes_no_sense_is_refused(world, decision, more, sentence):
    referral = FullReferralFactory(area=world.kent)

    with pytest.raises(DecisionRefused) as refused:
        decide_referral(
            referral, decision=decision, note="", by=world.actor("manager"), now=NOON, **more
        )

    assert str(refused.value) == sentence
    assert untouched(referral)


@pytest.mark.parametrize(("given", "kept"), [("", "referrer"), ("agency", "agency")])
def test_while_information_is_asked_for_the_clock_stands_still_for_a_reason(world, given, kept):
    referral = FullReferralFactory(area=world.kent)

    waiting = decide_referral(
        referral,
        decision=Decision.MORE_INFO,
        note="Who?",
        paused_for=given,
        by=world.actor("coordinator"),
        now=NOON,
    )

    assert (waiting.paused_on, waiting.paused_for) == (TODAY, kept)
    assert waiting.triage_due_on == date(2026, 8, 14)
    assert ReferralDecision.objects.get().paused_for == kept


def test_a_decision_ends_the_pause(world):
    by, referral = world.actor("coordinator"), FullReferralFactory(area=world.kent)
    decide_referral(referral, decision=Decision.MORE_INFO, note="", by=by, now=NOON)

    declined = decide_referral(referral, decision=Decision.AGE, note="", by=by, now=LATER)

    assert (declined.paused_on, declined.paused_for) == (None, "")


def test_a_declined_referral_is_taken_up_again_with_a_new_clock(world):
    by, referral = world.actor("coordinator"), FullReferralFactory(area=world.kent)
    AreaSettings.objects.visible_to(by).update(triage_days=3)
    decide_referral(referral, decision=Decision.LIVE_PROCEEDINGS, note="", by=by, now=NOON)
    after = NOON + timedelta(days=30)

    again = decide_referral(
        referral, decision=Decision.TAKEN_UP, note="The trial is over.", by=by, now=after
    )

    assert (again.status, again.decision, again.triage_due_on) == (
        "to_triage",
        "taken_up",
        date(2026, 9, 16),
    )


def test_a_referral_is_joined_to_another_and_separated_again(world):
    by = world.actor("coordinator")
    first, second = FullReferralFactory(area=world.kent), FullReferralFactory(area=world.kent)

    joined = take(second, Decision.DUPLICATE, by=by, now=NOON, merged_into=first)
    assert (joined.status, joined.merged_into) == ("merged", first)

    apart = take(second, Decision.SEPARATED, note="A brother.", by=by, now=LATER, version=2)
    apart.refresh_from_db()
    assert (apart.status, apart.merged_into, apart.version) == ("to_triage", None, 3)
    assert [one[2] for one in decided()] == ["duplicate", "separated"]


def test_a_referral_that_was_offered_comes_back_or_is_passed_on(world):
    by = world.actor("coordinator")
    first, second = FullReferralFactory(area=world.kent), FullReferralFactory(area=world.kent)
    for referral in (first, second):
        assert take(referral, Decision.OFFER, by=by, now=NOON).status == "offered"

    assert take(first, Decision.CAME_BACK, by=by, now=LATER).status == "to_triage"
    assert take(second, Decision.PASSED_ON, by=by, now=LATER).status == "passed_on"
    with pytest.raises(AlreadyDecided, match="Another area took this referral on 12 August 2026"):
        take(second, Decision.CAME_BACK, by=by, now=LATER)
