"""A partner's system against a running server, with nothing of ours but the schema's example."""

import os
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import requests

from areas.tenancy import in_area
from referrals.models import Referral
from tests.referrals.api.calls import good

SENDS = int(os.environ.get("RJCASE_PROOF_SENDS", "20"))
AT_ONCE = 20
KEY = "8e03978e-40d5-43e8-bc93-6894a57f9324"

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def partner(live_server, system, settings):
    settings.API_REQUESTS_A_MINUTE = {"sends": 10**6, "reads": 10**6}
    with requests.Session() as session:
        session.headers.update({**system.header, "Idempotency-Key": KEY})
        session.trust_env = False
        session.place = live_server.url + system.place
        yield session


def inbox(world):
    """What a coordinator finds to triage."""
    page = world.client("coordinator").get("/areas/kent/referrals/").content.decode()
    with in_area(world.kent.pk):
        return [one.reference for one in Referral.objects.all() if one.reference in page]


def test_what_is_sent_is_answered_again_read_back_and_stands_in_the_inbox_once(world, partner):
    first = partner.post(partner.place, json=good(), timeout=20)
    again = partner.post(partner.place, json=good(), timeout=20)
    read = partner.get(first.headers["Location"], timeout=20)
    listed = partner.get(partner.place, timeout=20)

    assert [first.status_code, again.status_code, read.status_code] == [201, 201, 200]
    assert (again.json(), again.headers["Idempotent-Replayed"]) == (first.json(), "true")
    assert read.json()["reference"] == first.json()["reference"]
    assert [one["reference"] for one in listed.json()["results"]] == inbox(world)
    assert inbox(world) == [first.json()["reference"]]


def test_a_problem_is_told_to_a_real_client(partner):
    refused = partner.post(partner.place, data=b"x" * 300_000, timeout=20)
    stranger = partner.get(partner.place, headers={"Authorization": None}, timeout=20)

    assert (refused.status_code, refused.headers["Content-Type"]) == (
        415,
        "application/problem+json",
    )
    assert (stranger.status_code, stranger.json()["type"]) == (401, "urn:rjcase:problem:no-key")


def test_a_body_too_large_is_told_to_a_real_client(partner):
    kind = {"Content-Type": "application/json"}
    refused = partner.post(partner.place, data=b"x" * 300_000, headers=kind, timeout=20)

    assert (refused.status_code, refused.json()["type"]) == (413, "urn:rjcase:problem:too-large")


def test_sent_many_times_at_once_it_stands_in_the_inbox_once(world, partner):
    answers = []
    for _round in range(SENDS // AT_ONCE):
        together = Barrier(AT_ONCE)

        def send(_number, together=together):
            with requests.Session() as session:
                session.headers, session.trust_env = partner.headers, False
                together.wait(20)
                return session.post(partner.place, json=good(), timeout=30)

        with ThreadPoolExecutor(AT_ONCE) as threads:
            answers += threads.map(send, range(AT_ONCE))
    taken = [one for one in answers if one.status_code == 201]

    assert {one.status_code for one in answers} <= {201, 409}
    assert len({one.json()["reference"] for one in taken}) == 1
    assert [one.headers.get("Idempotent-Replayed") for one in taken].count(None) == 1
    assert inbox(world) == [taken[0].json()["reference"]]
