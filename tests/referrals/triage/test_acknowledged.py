"""Whether whoever referred was told that it came in, and by whom where the program could not."""

import pytest
from django.urls import reverse

from areas.actor import Actor
from areas.tenancy import in_area
from audit.models import Event
from referrals.actions import PersonTold, WayToReach
from referrals.actions.acknowledge import NothingToAcknowledge, acknowledge_by_hand
from referrals.models import Referral
from tests.factories.cases import CaseFactory, CaseReferralFactory
from tests.factories.referrals import FullReferralFactory
from tests.moments import NOON
from tests.referrals.sent import send, work_off
from tests.referrals.triage.desk import detail, text

HAND = "Acknowledge by hand:"
BUTTON = "Acknowledged by hand"
ALONE = {"source": "self_harmed", "initiator": "harmed", "channel": "web", "referrer": None}


def done(referral):
    return reverse("referrals:acknowledged", args=["kent", referral.reference])


def by_hand(world, **fields):
    return FullReferralFactory(area=world.kent, not_acknowledged="no_address", **fields)


def page_of(world, who="coordinator"):
    return text(world.client(who).get(detail(Referral.objects.get())))


def test_where_a_mail_went_the_page_says_when(world):
    send(world)
    assert (HAND in page_of(world), "By email on" in page_of(world)) == (False, False)
    work_off(world)

    page = page_of(world)
    assert "By email on 12 August 2026 at midday" in page
    assert (HAND in page, BUTTON in page) == (False, False)


def test_without_a_work_address_a_person_is_asked_to(world):
    send(world, who="coordinator", channel="phone", referrer=None)
    work_off(world)

    assert f"{HAND} no work address." in page_of(world)
    assert BUTTON in page_of(world)


@pytest.mark.parametrize(
    ("way", "sentence"),
    [
        (None, "no channel was marked safe"),
        (WayToReach("address", "1 Some Street", is_safe="yes"), "a letter must be sent"),
        (WayToReach("mobile", "07700 900123", is_safe="yes"), "only the telephone was marked safe"),
        (WayToReach("email", "j@home.invalid", is_safe="no"), "no channel was marked safe"),
    ],
)
def test_the_page_says_which_way_is_left(world, way, sentence):
    person = PersonTold(side="harmed", first_name="J", contact=way)
    send(world, by=Actor.system(world.kent), people=[person], **ALONE)
    work_off(world)

    assert f"{HAND} {sentence}." in page_of(world)


def test_it_is_written_down_once_that_they_were_told_by_hand(world):
    referral = by_hand(world)
    client = world.client("coordinator")
    first = client.post(done(referral))
    page = text(client.get(first["Location"]))
    second = text(client.post(done(referral), follow=True))

    assert first["Location"] == f"{detail(referral)}?queue=to_triage"
    assert "Written down: acknowledged by hand." in page
    assert "By hand on 12 August 2026 at midday" in page
    assert HAND not in page
    assert "The referral has been acknowledged already." in second
    event = Event.objects.get(verb="referral.acknowledged")
    assert event.detail == {"channel": "by_hand", "why_not": "no_address"}
    assert event.actor_id == world.users["coordinator"].pk


@pytest.mark.parametrize(
    "fields", [{}, {"not_acknowledged": "no_address", "acknowledged_at": NOON}]
)
def test_what_needs_nobody_is_not_acknowledged_by_hand(world, fields):
    referral = FullReferralFactory(area=world.kent, **fields)
    with pytest.raises(NothingToAcknowledge):
        acknowledge_by_hand(referral, by=world.actor("coordinator"), now=NOON)

    assert Event.objects.count() == 0


def test_it_does_not_make_a_decision_stale(world):
    referral = by_hand(world)
    world.client("coordinator").post(done(referral))

    assert Referral.objects.get().version == referral.version


def test_whoever_only_reads_is_told_and_has_no_button(world):
    referral = by_hand(world)
    page = page_of(world, "supervisor")

    assert (HAND in page, BUTTON in page) == (True, False)
    assert world.client("supervisor").post(done(referral)).status_code == 403


def test_other_doors_are_closed(world):
    ours, theirs = by_hand(world), FullReferralFactory(area=world.avon)
    restricted = by_hand(world)
    case = CaseFactory(area=world.kent, is_restricted=True)
    CaseReferralFactory(case=case, referral=restricted)
    statuses = [
        world.client("stranger").post(done(ours)).status_code,
        world.client("coordinator").post(done(theirs)).status_code,
        world.client("coordinator").post(done(restricted)).status_code,
        world.client("coordinator").get(done(ours)).status_code,
    ]

    assert statuses == [404, 404, 404, 405]
    with in_area(world.kent.pk):
        assert Referral.objects.filter(acknowledged_at=None).count() == 2
