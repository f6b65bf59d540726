"""Consent is asked at the moment of sending: what was said since stops what waits."""

from datetime import timedelta

import pytest
from django.core import mail

from areas.actor import Actor
from cases.actions.consents import record_consent
from cases.actions.withdrawal import withdraw
from outbox.models import Entry
from people.models import ContactPoint
from people.sending import safe_email
from referrals.actions import PersonTold, WayToReach
from tests.cases.made import team
from tests.factories.cases import CaseFactory, CaseReferralFactory, ParticipantFactory
from tests.moments import NOON, TODAY
from tests.referrals.sent import send, work_off

ALONE = {
    "source": "self_harmed",
    "initiator": "harmed",
    "channel": "web",
    "referrer": None,
    "received_at": NOON - timedelta(days=2),
}
HERS = "jessica@home.invalid"
JESSICA = PersonTold(
    side="harmed",
    first_name="Jessica",
    contact=WayToReach(kind="email", value=HERS, is_safe="yes"),
)
STEPS_BACK = {
    "reason": "w_health",
    "offer_open": False,
    "may_tell_other_side": False,
    "happened_on": TODAY,
}


@pytest.fixture
def waiting(world):
    """Jessica wrote herself, her case is open, and the message to her waits in the outbox."""
    mail.outbox.clear()
    referral = send(world, by=Actor.system(world.kent), people=[JESSICA], **ALONE)
    assert Entry.objects.get(kind="referrals.acknowledge").done_at is None
    point = ContactPoint.objects.get()
    case = CaseFactory(area=world.kent, opened_at=NOON - timedelta(days=1))
    CaseReferralFactory(case=case, referral=referral)
    team(case, world)
    return ParticipantFactory(case=case, person=point.person, may_contact="yes")


def says(world, participant, state, *, on=TODAY):
    record_consent(
        participant,
        purpose="contact",
        state=state,
        happened_on=on,
        method="verbal",
        wording_version="1",
        by=world.actor("facilitator"),
        now=NOON,
    )


def sent(world):
    work_off(world)
    assert Entry.objects.get(kind="referrals.acknowledge").done_at
    return [message.to for message in mail.outbox]


def test_a_queued_message_goes_to_whoever_agrees(world, waiting):
    says(world, waiting, "given")

    assert sent(world) == [[HERS]]


@pytest.mark.parametrize("state", ["refused", "withdrawn"])
def test_a_consent_that_was_taken_back_stops_the_queued_message(world, waiting, state):
    says(world, waiting, "given", on=TODAY - timedelta(days=1))
    says(world, waiting, state)

    assert sent(world) == []


def test_it_stops_it_whatever_the_answer_on_the_card_says(world, waiting):
    says(world, waiting, "refused")
    waiting.may_contact = "yes"
    waiting.save()

    assert sent(world) == []
    address = safe_email(waiting.person, by=Actor.system(world.kent))
    assert (address.email, address.why_not) == ("", "they_contact_us")


@pytest.mark.parametrize(("may", "told"), [(False, []), (True, [[HERS]])])
def test_whoever_stepped_back_gets_it_only_where_they_may_be_contacted(world, waiting, may, told):
    withdraw(
        waiting,
        future_contact_ok=may,
        by=world.actor("facilitator"),
        now=NOON,
        **STEPS_BACK,
    )

    assert sent(world) == told
