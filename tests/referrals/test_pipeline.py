from itertools import product

import pytest

from referrals.pipeline import (
    TRIAGE,
    UNDECIDED,
    somebody_is_named,
    step_by,
    steps_for,
)
from referrals.stages import DECLINES, Decision, Status
from tests.factories.referrals import (
    ReferralFactory,
    ReferralPersonFactory,
)

FROM_THE_START = [
    "Accept",
    "Not suitable",
    "Information only",
    "Pass to the youth justice service",
    "Pass to a specialist service",
    "Offer to another area",
    "Join to another referral",
    "Ask for information",
]


def test_a_decision_takes_one_way_from_where_the_referral_stands():
    ways = [(step.source, decision) for step in TRIAGE for decision in step.decisions]

    assert len(ways) == len(set(ways))


def test_every_decision_can_be_taken_somewhere():
    assert {decision for step in TRIAGE for decision in step.decisions} == set(Decision)


def test_every_decline_is_a_decision_that_leads_to_not_suitable():
    ends = {one for step in TRIAGE if step.target == Status.DECLINED for one in step.decisions}

    assert ends == set(DECLINES)


def test_nothing_leads_on_from_what_is_a_case_or_another_areas():
    ended = {Status.ACCEPTED, Status.PASSED_ON}

    assert {step.source for step in TRIAGE} == set(Status) - ended


@pytest.mark.parametrize(("status", "decision"), list(product(UNDECIDED, DECLINES)))
def test_every_reason_to_decline_can_be_given_while_undecided(status, decision):
    step = step_by(ReferralFactory.build(area=None, status=status), decision)

    assert (step.target, step.permissions) == (Status.DECLINED, ("referral_decide",))


@pytest.mark.parametrize(
    ("status", "decision", "target"),
    [
        ("waiting", "answered", "to_triage"),
        ("declined", "taken_up", "to_triage"),
        ("declined", "duplicate", "merged"),
        ("offered", "came_back", "to_triage"),
        ("offered", "passed_on", "passed_on"),
        ("merged", "separated", "to_triage"),
        ("to_triage", "answered", None),
        ("to_triage", "taken_up", None),
        ("declined", "accept", None),
        ("accepted", "duplicate", None),
        ("offered", "accept", None),
        ("merged", "accept", None),
        ("passed_on", "came_back", None),
    ],
)
def test_where_a_decision_leads(status, decision, target):
    step = step_by(ReferralFactory.build(area=None, status=status), decision)

    assert (step and step.target) == target


@pytest.mark.parametrize("name", ["coordinator", "manager", "referrer"])
def test_an_answer_is_for_the_referrer_and_for_who_decides(world, name):
    step = step_by(ReferralFactory.build(area=None, status=Status.WAITING), Decision.ANSWERED)

    assert step.is_for(world.actor(name))
    assert not step.is_for(world.actor("facilitator"))


def test_information_is_asked_for_once():
    assert (
        step_by(ReferralFactory.build(area=None, status=Status.WAITING), Decision.MORE_INFO) is None
    )


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("coordinator", FROM_THE_START),
        ("manager", FROM_THE_START),
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
