"""A referral found by what somebody quotes on the telephone."""

import pytest
from django.urls import reverse

from audit.models import Event
from referrals.models import Arrival
from tests.factories.referrals import FullReferralFactory
from tests.moments import NOON
from tests.referrals.triage.desk import detail

SENTENCE = "No referral with that reference or receipt."


@pytest.fixture
def address(world):
    return reverse("referrals:find", args=["kent"])


@pytest.fixture
def referral(world):
    row = FullReferralFactory(area=world.kent, reference="KNT-R26-00042")
    Arrival.objects.create(
        area=world.kent,
        kind="self_referral",
        receipt="SR-7K4M-29",
        body="{}",
        received_at=NOON,
        referral=row,
    )
    return row


@pytest.mark.parametrize(
    "quoted",
    [
        "KNT-R26-00042",
        " knt r26 00042 ",
        "knt/r26/42",
        "R26-42",
        "SR-7K4M-29",
        "sr 7k4m 29",
        "sr7k4m29",
    ],
)
def test_any_spacing_leads_straight_to_it(world, address, referral, quoted):
    answer = world.client("coordinator").post(address, {"quoted": quoted})

    assert (answer.status_code, answer["Location"]) == (302, detail(referral))
    event = Event.objects.get(verb="referral.searched")
    assert (event.subject_id, event.detail) == ("quoted", {"found": True})


@pytest.mark.parametrize(
    "quoted",
    [
        "",
        "Jessica Lane",
        "KNT-R25-00042",
        "AVN-R26-00042",
        "SR-7K4M-28",
        "KNT-26-00042",
        "R26-" + "9" * 5000,
        "R\u0662\u0666-\u0664\u0662",
        "\u202eR26-42\0",
        "%' OR 1=1",
    ],
)
def test_what_is_not_found_gets_a_sentence_and_stands_nowhere(world, address, referral, quoted):
    client = world.client("coordinator")
    answer = client.post(address, {"quoted": quoted})
    found = quoted.endswith("\0")
    there = detail(referral) if found else reverse("referrals:inbox", args=["kent"])

    assert (answer.status_code, answer["Location"]) == (302, there)
    assert (SENTENCE in client.get(there).content.decode()) is not found
    assert Event.objects.get(verb="referral.searched").detail == {"found": found}


def test_nothing_of_another_area_is_found(world, address):
    row = FullReferralFactory(area=world.avon, reference="KNT-R26-00001")
    answer = world.client("coordinator").post(address, {"quoted": row.reference})

    assert answer["Location"] == reverse("referrals:inbox", args=["kent"])


def test_an_arrival_that_is_not_taken_in_yet_leads_nowhere(world, address):
    Arrival.objects.create(
        area=world.kent, kind="self_referral", receipt="SR-7K4M-29", body="{}", received_at=NOON
    )
    answer = world.client("coordinator").post(address, {"quoted": "SR-7K4M-29"})

    assert answer["Location"] == reverse("referrals:inbox", args=["kent"])


def test_the_inbox_has_the_box_and_it_posts(world, address):
    page = world.client("coordinator").get(reverse("referrals:inbox", args=["kent"]))

    assert f'<form method="post" action="{address}"' in page.content.decode()


def test_other_doors_are_closed(world, address):
    statuses = [
        world.client(who).post(address, {"quoted": "R26-1"}).status_code
        for who in ("stranger", "facilitator", "referrer")
    ]

    assert statuses == [404, 403, 403]


def test_whoever_asks_for_what_only_takes_a_search_is_led_on(world, address):
    answer = world.client("coordinator").get(address)

    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "Go to your first page" in answer.content.decode()
