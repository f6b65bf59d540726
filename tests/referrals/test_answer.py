import json
from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Event
from referrals.actions import AlreadyDecided, DecisionRefused, answer_referral, decide_referral
from referrals.models import Referral, ReferralDecision, Submission
from referrals.queries import own_submissions, what_was_asked
from referrals.stages import Decision
from tests.factories.referrals import FullReferralFactory
from tests.moments import LONDON, NOON

MONDAY = datetime(2026, 8, 17, 9, 0, tzinfo=LONDON)
ANSWER = {"text": " He is 19.\n", "now": MONDAY}


@pytest.fixture
def referral(world):
    """Waiting since Wednesday noon, when two working days were left."""
    found = FullReferralFactory(area=world.kent, agency=world.probation)
    return ask(world, found)


def ask(world, referral, **more):
    by = world.actor("coordinator")
    return decide_referral(
        referral, decision=Decision.MORE_INFO, note="How old is he?", by=by, now=NOON, **more
    )


@pytest.mark.parametrize("name", ["referrer", "coordinator"])
def test_the_answer_is_kept_and_the_clock_goes_on(world, referral, name):
    by = world.actor(name)

    answered = answer_referral(referral, by=by, channel="phone", **ANSWER)

    answered.refresh_from_db()
    assert (answered.status, answered.decision, answered.decided_by) == (
        "to_triage",
        "answered",
        by.user,
    )
    assert (answered.triage_due_on, answered.paused_on, answered.paused_for) == (
        date(2026, 8, 19),
        None,
        "",
    )
    kept = Submission.objects.get()
    assert (kept.referral, kept.answers, kept.channel, kept.received_at) == (
        referral,
        True,
        "phone",
        MONDAY,
    )
    assert (kept.agency_id, kept.recorded_by) == (by.agency_id, by.user)
    assert json.loads(kept.as_sent) == [["Answer to what the service asked", "He is 19."]]
    assert Event.objects.order_by("at").last().detail == {
        "source": "waiting",
        "target": "to_triage",
        "decision": "answered",
    }


def test_what_a_coordinator_wrote_down_is_not_the_agencys_to_read(world, referral):
    answer_referral(referral, by=world.actor("coordinator"), **ANSWER)

    assert list(own_submissions(world.actor("referrer"))) == []


@pytest.mark.parametrize("name", ["facilitator", "supervisor", "commissioner"])
def test_others_answer_nothing(world, referral, name):
    with pytest.raises((PermissionDenied, Referral.DoesNotExist)):
        answer_referral(referral, by=world.actor(name), **ANSWER)

    assert Submission.objects.count() == 0


def test_a_referrer_of_another_agency_and_another_area_reach_nothing(world, referral):
    theirs = ask(world, FullReferralFactory(area=world.kent))

    with pytest.raises(Referral.DoesNotExist):
        answer_referral(theirs, by=world.actor("referrer"), **ANSWER)
    with pytest.raises(Referral.DoesNotExist):
        answer_referral(referral, by=world.actor("neighbour", world.avon), **ANSWER)


def test_an_answer_says_something(world, referral):
    with pytest.raises(DecisionRefused, match="Enter the answer."):
        answer_referral(referral, text=" \n", by=world.actor("referrer"), now=MONDAY)

    assert (Submission.objects.count(), ReferralDecision.objects.count()) == (0, 1)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("coordinator", "Coordinator gave the missing information on 17 August 2026 at 9am."),
        ("referrer", "The service does not wait for an answer any more."),
    ],
)
def test_a_second_answer_is_told_that_nobody_waits(world, referral, name, sentence):
    answer_referral(referral, by=world.actor("coordinator"), **ANSWER)

    with pytest.raises(AlreadyDecided) as told:
        answer_referral(referral, by=world.actor(name), **ANSWER)

    assert str(told.value) == sentence
    assert Submission.objects.count() == 1


def test_an_answer_to_an_older_question_is_told(world, referral):
    by = world.actor("coordinator")
    answer_referral(referral, by=by, **ANSWER)
    decide_referral(
        referral, decision=Decision.MORE_INFO, note="And?", by=by, now=MONDAY + timedelta(hours=1)
    )

    with pytest.raises(AlreadyDecided, match="Coordinator asked for more information"):
        answer_referral(referral, by=by, version=2, **ANSWER)


def test_a_referrer_whose_page_is_older_than_the_question_is_told_no_more(world, referral):
    with pytest.raises(AlreadyDecided) as told:
        answer_referral(referral, by=world.actor("referrer"), version=1, **ANSWER)

    assert str(told.value) == "The service does not wait for an answer any more."


def test_the_referrer_reads_what_was_asked_of_them(world, referral):
    referrer = world.actor("referrer")

    assert what_was_asked(referral, referrer) == "How old is he?"


@pytest.mark.parametrize("reason", ["person", "agency", "agreement"])
def test_the_referrer_does_not_read_what_others_are_asked(world, reason):
    other = FullReferralFactory(area=world.kent, agency=world.probation)
    waiting = ask(world, other, paused_for=reason)

    assert what_was_asked(waiting, world.actor("referrer")) == ""


def test_nobody_reads_what_another_agency_was_asked(world):
    waiting = ask(world, FullReferralFactory(area=world.kent))

    assert what_was_asked(waiting, world.actor("referrer")) == ""


def test_nothing_is_asked_once_it_was_answered(world, referral):
    answered = answer_referral(referral, by=world.actor("referrer"), **ANSWER)

    assert what_was_asked(answered, world.actor("referrer")) == ""
