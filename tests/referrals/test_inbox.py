from datetime import date, datetime

import pytest
from django.urls import reverse

from areas.actor import Actor
from audit.models import Event
from referrals.actions import answer_referral, decide_referral
from referrals.queries import Queue, last_triaged
from referrals.stages import Decision, Status
from tests.factories.cases import CaseFactory, CaseReferralFactory, CaseWorkerFactory
from tests.factories.referrals import FullReferralFactory
from tests.moments import LONDON, NOON, TODAY


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
    assert (
        "2 waiting, <strong>1 past the 2 working day target</strong>, the first due 10 August 2026."
        in text
    )
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


@pytest.mark.parametrize("status", ["waiting", "declined"])
def test_each_queue_shows_its_own(world, address, status):
    mine = decided(world, status, triage_due_on=TODAY)
    FullReferralFactory(area=world.kent)

    answer = world.client("coordinator").get(address, {"queue": status})

    assert [row.referral for row in answer.context["rows"]] == [mine]
    assert [place["label"] for place in answer.context["queues"] if place["active"]] == [
        Queue(status).label
    ]


def test_a_declined_referral_says_why(world, address):
    decided(world, Status.DECLINED)

    answer = world.client("coordinator").get(address, {"queue": "declined"})

    assert b"Age outside what the service may take" in answer.content


def test_the_menu_counts_each_queue(world, address):
    FullReferralFactory(area=world.kent)
    FullReferralFactory(area=world.kent)
    decided(world, Status.DECLINED)
    CaseReferralFactory(case=CaseFactory(area=world.kent), referral=decided(world, "accepted"))

    queues = world.client("supervisor").get(address).context["queues"]

    assert [(place["label"], place["count"]) for place in queues] == [
        ("To triage", 2),
        ("Waiting for information", 0),
        ("Accepted, not allocated", 1),
        ("Declined", 1),
        ("All", 4),
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
    assert (
        b"Every case has somebody who works on it."
        in client.get(address, {"queue": "accepted"}).content
    )


def test_an_empty_inbox_says_when_and_by_whom_the_last_was_triaged(world, address):
    by, yesterday = world.actor("manager"), datetime(2026, 8, 11, 16, 12, tzinfo=LONDON)
    referral = FullReferralFactory(area=world.kent)
    decide_referral(referral, decision=Decision.AGE, note="", by=by, now=yesterday)

    shown = world.client("coordinator").get(address).content

    assert b"Nothing to triage. Last referral was triaged yesterday at 4:12pm by Manager." in shown


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 8, 12, 9, 0, tzinfo=LONDON), "today at 9am by Manager."),
        (datetime(2026, 8, 3, 9, 30, tzinfo=LONDON), "on 3 August 2026 at 9:30am by Manager."),
    ],
)
def test_the_last_to_be_triaged_is_not_the_last_to_be_answered(world, at, said):
    by, referral = world.actor("manager"), FullReferralFactory(area=world.kent)
    decide_referral(referral, decision=Decision.MORE_INFO, note="", by=by, now=at)
    answer_referral(referral, text="Yes.", by=world.actor("coordinator"), now=NOON)

    assert last_triaged(by, today=TODAY) == f"Last referral was triaged {said}"


def test_what_the_system_decided_is_told_too(world):
    by, referral = world.actor("manager"), FullReferralFactory(area=world.kent)
    assert last_triaged(by, today=TODAY) == ""
    decide_referral(referral, decision=Decision.AGE, note="", by=Actor.system(world.kent), now=NOON)

    assert last_triaged(by, today=TODAY).endswith("today at midday by the service.")


def test_accepted_and_not_allocated_is_a_case_that_nobody_works_on(world, address):
    theirs, ended, waits, closed = (decided(world, "accepted") for _ in range(4))
    cases = [
        CaseReferralFactory(referral=one, case=CaseFactory(area=world.kent, **fields)).case
        for one, fields in (
            (theirs, {}),
            (ended, {}),
            (waits, {}),
            (closed, {"stage": "closed", "closed_on": TODAY}),
        )
    ]
    CaseWorkerFactory(case=cases[0], user=world.users["facilitator"])
    CaseWorkerFactory(case=cases[1], user=world.users["facilitator"], until_at=NOON)
    decided(world, "accepted")

    answer = world.client("coordinator").get(address, {"queue": "accepted"})

    assert {row.referral for row in answer.context["rows"]} == {ended, waits}
    assert answer.context["counts"].by_queue["accepted"] == 2


def test_a_restricted_case_is_not_counted_for_who_may_not_see_it(world, address):
    case = CaseFactory(area=world.kent, is_restricted=True)
    CaseReferralFactory(case=case, referral=decided(world, "accepted"))

    counts = world.client("coordinator").get(address).context["counts"]

    assert counts.by_queue["accepted"] == 0


def test_all_says_where_each_referral_stands(world, address):
    decided(world, Status.PASSED_ON)
    decided(world, Status.OFFERED)
    FullReferralFactory(area=world.kent)

    shown = world.client("coordinator").get(address, {"queue": "all"}).content.decode()

    told = ("Passed to another area", "Offered to another area", ">To triage<")
    assert [words for words in told if words not in shown] == []


def test_a_waiting_referral_says_for_what(world, address):
    decided(world, Status.WAITING, paused_for="agency")

    shown = world.client("coordinator").get(address, {"queue": "waiting"}).content.decode()

    assert "Another agency has to tell us something" in shown


@pytest.mark.parametrize(
    ("people", "shown"),
    [
        ({"harmed__age_told": 17}, True),
        ({"harmed__age_told": 18}, False),
        ({"harmed__age_told": 17, "harmed__part": "guardian"}, False),
        ({"responsible__person__date_of_birth": date(2008, 8, 13)}, True),
        ({"responsible__person__date_of_birth": date(2008, 8, 12)}, False),
        (
            {"responsible__person__date_of_birth": date(1990, 1, 1), "responsible__age_told": 9},
            False,
        ),
    ],
)
def test_a_child_is_a_flag_of_its_own(world, address, people, shown):
    FullReferralFactory(area=world.kent, incident__flags=["da"], **people)

    (row,) = world.client("coordinator").get(address).context["rows"]

    assert row.flags == ["Domestic abuse", *(["Under 18"] if shown else [])]


def test_the_declined_queue_counts_who_was_turned_away_for_the_offence(world, address):
    by, referral = (
        world.actor("coordinator"),
        FullReferralFactory(area=world.kent, incident__offence="rape"),
    )
    decide_referral(referral, decision=Decision.OFFENCE, note="", by=by, now=NOON)
    client = world.client("coordinator")

    shown = client.get(address, {"queue": "declined"}).content.decode()

    assert "Turned away for the kind of offence since 1 April 2026" in shown
    assert "Turned away" not in client.get(address, {"queue": "all"}).content.decode()


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
    client, narrowed = world.client("coordinator"), {"flag": "da", "young": "on"}
    child = {"incident__flags": ["da"], "harmed__age_told": 17}
    FullReferralFactory(area=world.kent, agency=world.probation, **child)
    client.get(address)
    with count_queries() as one:
        client.get(address)
        client.get(address, narrowed)
    for _ in range(29):
        FullReferralFactory(area=world.kent, agency=world.probation, **child)
    with count_queries() as thirty:
        client.get(address)
        assert len(client.get(address, narrowed).context["rows"]) == 25

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
