import json

import pytest
from django.urls import reverse

from audit.models import Event
from referrals.stages import Status
from tests.factories.areas import AgencyFactory
from tests.factories.referrals import FullReferralFactory, SubmissionFactory
from tests.moments import NOON

SENT = json.dumps([
    ["Who wanted this first?", "The person responsible"],
    ["Police crime reference", ""],
])


def sent(world, agency=None, **fields):
    referral = FullReferralFactory(area=world.kent, agency=agency or world.probation, **fields)
    return SubmissionFactory(
        referral=referral,
        agency=referral.agency,
        as_sent=SENT,
        recorded_by=world.users["referrer"],
    )


def list_of(world):
    return reverse("referrals:own", args=["kent"])


def page_of(submission):
    return reverse("referrals:own_detail", args=["kent", submission.referral.reference])


def test_the_list_holds_what_the_agency_sent_and_one_word_each(world):
    mine = sent(world, status=Status.WAITING)
    sent(world, agency=AgencyFactory(area=world.kent))

    answer = world.client("referrer").get(list_of(world))

    assert answer.context["rows"] == [(mine, "Received")]
    assert list(Event.objects.values_list("verb", "subject_id")) == [("submission.listed", "own")]


def test_an_empty_list_leads_to_the_drafts(world):
    answer = world.client("referrer").get(list_of(world))

    assert b"No referrals have been sent yet." in answer.content
    assert reverse("referrals:drafts", args=["kent"]).encode() in answer.content


@pytest.mark.parametrize(
    ("status", "decision", "word"),
    [
        ("to_triage", "", "Received"),
        ("waiting", "more_info", "Received"),
        ("accepted", "accept", "Accepted"),
        ("declined", "r_unsafe", "Not suitable"),
    ],
)
def test_one_word_says_what_became_of_it_and_nothing_says_why(world, status, decision, word):
    submission = sent(
        world, status=status, decision=decision, decided_at=NOON if decision else None
    )

    answer = world.client("referrer").get(page_of(submission))

    assert (answer.status_code, answer.context["word"]) == (200, word)
    assert answer.context["submissions"] == [
        (
            submission,
            [
                (
                    "",
                    [
                        ("Who wanted this first?", "The person responsible"),
                        ("Police crime reference", ""),
                    ],
                )
            ],
        )
    ]
    assert b"Unsafe" not in answer.content


def test_what_was_sent_is_shown_and_nothing_else_of_the_referral(world):
    submission = sent(world, incident__account="What only the service knows")

    answer = world.client("referrer").get(page_of(submission))

    assert b"The person responsible" in answer.content
    assert b"What only the service knows" not in answer.content
    assert list(Event.objects.values_list("verb", "subject_id")) == [
        ("submission.viewed", str(submission.pk))
    ]


def test_the_submission_of_another_agency_is_not_there(world):
    submission = sent(world, agency=AgencyFactory(area=world.kent))

    assert world.client("referrer").get(page_of(submission)).status_code == 404


def test_a_submission_of_another_area_is_not_there_through_ones_own_door(world):
    referral = FullReferralFactory(area=world.avon, reference="AVN-R26-00001")
    SubmissionFactory(referral=referral)

    answer = world.client("referrer").get(
        reverse("referrals:own_detail", args=["kent", "AVN-R26-00001"])
    )

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("coordinator", 403),
        ("supervisor", 403),
        ("commissioner", 403),
        ("neighbour", 404),
        ("stranger", 404),
    ],
)
def test_others_do_not_come_in(world, name, status):
    client, submission = world.client(name), sent(world)

    assert client.get(list_of(world)).status_code == status
    assert client.get(page_of(submission)).status_code == status


def test_thirty_rows_cost_as_many_queries_as_one(world, count_queries):
    client = world.client("referrer")
    sent(world)
    client.get(list_of(world))
    with count_queries() as one:
        client.get(list_of(world))
    for _ in range(29):
        sent(world)
    with count_queries() as thirty:
        client.get(list_of(world))

    assert len(thirty) == len(one)
