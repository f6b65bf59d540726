from itertools import product

import pytest

from referrals.pipeline import TRIAGE, hints, somebody_is_named, step_by, steps_for
from referrals.stages import DECLINES, Decision, Status
from tests.factories.referrals import (
    FullReferralFactory,
    IncidentFactory,
    ReferralFactory,
    ReferralPersonFactory,
)

UNDECIDED = (Status.TO_TRIAGE, Status.WAITING)


def test_a_decision_takes_one_way_from_where_the_referral_stands():
    ways = [(step.source, decision) for step in TRIAGE for decision in step.decisions]

    assert len(ways) == len(set(ways))


def test_every_decision_can_be_taken_on_a_new_referral():
    from_the_start = [step for step in TRIAGE if step.source == Status.TO_TRIAGE]

    assert {decision for step in from_the_start for decision in step.decisions} == set(Decision)


def test_nothing_leads_on_from_a_referral_that_was_decided():
    assert {step.source for step in TRIAGE} == set(UNDECIDED)


@pytest.mark.parametrize(("status", "decision"), list(product(UNDECIDED, DECLINES)))
def test_every_reason_to_decline_can_be_given_while_undecided(status, decision):
    step = step_by(ReferralFactory.build(area=None, status=status), decision)

    assert (step.target, step.permission) == (Status.DECLINED, "referral_decide")


def test_information_is_asked_for_once():
    assert (
        step_by(ReferralFactory.build(area=None, status=Status.WAITING), Decision.MORE_INFO) is None
    )


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("coordinator", ["Accept", "Ask for more information", "Not suitable"]),
        ("manager", ["Accept", "Ask for more information", "Not suitable"]),
        ("supervisor", []),
        ("facilitator", []),
    ],
)
def test_the_ways_on_are_those_of_the_role(world, name, labels):
    referral = ReferralFactory(area=world.kent)

    assert [str(step.label) for step in steps_for(referral, world.actor(name))] == labels


def test_a_referral_without_anybody_cannot_be_accepted_and_says_why(world):
    actor = world.actor("coordinator")
    referral = ReferralFactory(area=world.kent)
    step = step_by(referral, Decision.ACCEPT)

    assert step.refusals(referral, actor) == [
        "Nobody is named in this referral. Ask the referrer who was involved."
    ]
    ReferralPersonFactory(referral=referral)
    assert step.refusals(referral, actor) == []
    assert somebody_is_named(referral, actor) is None


def test_a_referral_that_lacks_nothing_has_no_hints(world):
    referral = FullReferralFactory(area=world.kent, agreed_to_referral="yes")

    assert hints(referral, list(referral.people.all())) == []


def test_hints_say_what_is_not_known(world):
    referral = FullReferralFactory(
        area=world.kent, responsible__accepts_responsibility="unknown", incident__flags=["da"]
    )

    assert hints(referral, list(referral.people.all())) == [
        "It is not known whether responsibility is accepted.",
        "It is not known whether the person agreed to be referred.",
        "The flags make this a sensitive and complex case.",
    ]


def test_hints_say_what_stands_against_it(world):
    referral = FullReferralFactory(
        area=world.kent, agreed_to_referral="no", responsible__accepts_responsibility="no"
    )

    assert hints(referral, list(referral.people.all())) == [
        "Responsibility is not accepted.",
        "The person did not agree to be referred.",
    ]


def test_hints_do_without_a_person_responsible_and_without_an_incident(world):
    referral = ReferralFactory(area=world.kent, agreed_to_referral="yes")

    assert hints(referral, []) == ["Nobody responsible has been identified yet."]
    IncidentFactory(referral=referral)
