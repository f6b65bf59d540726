from datetime import date

import pytest
from django.urls import reverse

from audit.models import Event
from referrals.stages import Status
from tests.factories.referrals import FullReferralFactory
from tests.moments import NOON, TODAY


@pytest.fixture
def address(world):
    return reverse("referrals:inbox", args=["kent"])


def decided(world, status, **fields):
    return FullReferralFactory(
        area=world.kent, status=status, decision="r_age", decided_at=NOON, **fields
    )


def test_the_inbox_opens_on_what_is_to_triage_oldest_due_first(world, address):
    later = FullReferralFactory(area=world.kent, triage_due_on=date(2026, 8, 14))
    late = FullReferralFactory(area=world.kent, triage_due_on=date(2026, 8, 10))
    decided(world, Status.WAITING)
    FullReferralFactory(area=world.avon)

    answer = world.client("coordinator").get(address)

    assert [row.referral for row in answer.context["rows"]] == [late, later]
    text = " ".join(answer.content.decode().split())
    assert "2 referrals to decide, <strong>1 past the target</strong> of 2 working days." in text
    assert '<span class="rj-overdue">10 Aug 2026<br>2 days late</span>' in text
    assert list(Event.objects.values_list("verb", "subject_id")) == [
        ("referral.listed", "to_triage")
    ]


def test_nobody_is_named_in_the_inbox(world, address):
    FullReferralFactory(
        area=world.kent,
        referrer_name="Olu Adeyemi",
        harmed__person__first_name="Jessica",
        harmed__person__last_name="Lane",
        responsible__person__first_name="Daniel",
    )

    shown = world.client("coordinator").get(address).content.decode()

    assert [name for name in ("Jessica", "Lane", "Daniel", "Adeyemi") if name in shown] == []


@pytest.mark.parametrize("status", ["waiting", "accepted", "declined"])
def test_each_queue_shows_its_own(world, address, status):
    mine = decided(world, status, triage_due_on=TODAY)
    FullReferralFactory(area=world.kent)

    answer = world.client("coordinator").get(address, {"queue": status})

    assert [row.referral for row in answer.context["rows"]] == [mine]
    assert [place["label"] for place in answer.context["queues"] if place["active"]] == [
        Status(status).label
    ]


def test_a_declined_referral_says_why(world, address):
    decided(world, Status.DECLINED)

    answer = world.client("coordinator").get(address, {"queue": "declined"})

    assert b"Age outside what the service may take" in answer.content


def test_the_menu_counts_each_queue(world, address):
    FullReferralFactory(area=world.kent)
    FullReferralFactory(area=world.kent)
    decided(world, Status.DECLINED)

    queues = world.client("supervisor").get(address).context["queues"]

    assert [(place["label"], place["count"]) for place in queues] == [
        ("To triage", 2),
        ("Waiting for information", 0),
        ("Accepted", 0),
        ("Not suitable", 1),
    ]


@pytest.mark.parametrize("asked", ["", "nonsense", "TO_TRIAGE", "\x00"])
def test_an_unknown_queue_is_the_first_one(world, address, asked):
    assert (
        world.client("coordinator").get(address, {"queue": asked}).context["queue"] == "to_triage"
    )


def test_an_empty_inbox_says_so_in_one_sentence(world, address):
    client = world.client("coordinator")

    assert b"Nothing to triage. New referrals will be listed here." in client.get(address).content
    assert b"No referrals here." in client.get(address, {"queue": "declined"}).content


def test_only_who_may_enter_a_referral_is_led_to_the_form(world, address):
    there = reverse("referrals:add", args=["kent"])

    assert there in world.client("coordinator").get(address).content.decode()
    assert there not in world.client("supervisor").get(address).content.decode()


@pytest.mark.parametrize(
    ("number", "first", "last"), [("", 1, 25), ("2", 26, 30), ("99", 26, 30), ("x", 1, 25)]
)
def test_twenty_five_stand_on_a_page(world, address, number, first, last):
    for _ in range(30):
        FullReferralFactory(area=world.kent)

    answer = world.client("coordinator").get(address, {"page": number})

    assert f"Showing {first} to {last} of 30" in answer.content.decode()


def test_thirty_rows_cost_as_many_queries_as_one(world, address, count_queries):
    client = world.client("coordinator")
    FullReferralFactory(area=world.kent, agency=world.probation)
    client.get(address)
    with count_queries() as one:
        client.get(address)
    for _ in range(29):
        FullReferralFactory(area=world.kent, agency=world.probation)
    with count_queries() as thirty:
        client.get(address)

    assert len(thirty) == len(one)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("supervisor", 200),
        ("manager", 200),
        ("referrer", 403),
        ("facilitator", 403),
        ("commissioner", 403),
        ("neighbour", 404),
        ("stranger", 404),
    ],
)
def test_who_comes_in(world, address, name, status):
    assert world.client(name).get(address).status_code == status
