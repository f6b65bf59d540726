"""A search by name is kept for a while, for whoever made it, as far as they may still see it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rjcase import clock
from tests.cases.people.search import ENDED, shown
from tests.factories.areas import MembershipFactory
from tests.factories.cases import ParticipantFactory
from tests.factories.people import PersonFactory
from tests.factories.referrals import ReferralPersonFactory
from tests.moments import NOON


@pytest.fixture
def address(world):
    return reverse("cases:find", args=["kent"])


def test_a_search_is_kept_for_half_an_hour_for_whoever_made_it(work, address):
    client = work.client
    ParticipantFactory(
        case=work.case,
        person=PersonFactory(area=work.world.kent, first_name="Olwen", last_name="Quarrington"),
    )
    there = client.post(address, {"typed": "Quarrington"})["Location"]

    assert len(shown(client.get(there))) == 1
    assert ENDED in work.world.client("coordinator").get(there).content.decode()
    assert "Quarrington" not in str(dict(client.session))
    with clock.fixed_at(NOON + timedelta(minutes=29)):
        assert len(shown(client.get(there))) == 1
    with clock.fixed_at(NOON + timedelta(minutes=30)):
        assert shown(client.get(there)) == []


def test_whoever_is_taken_off_the_case_sees_no_more_of_a_search(work, address):
    client = work.client
    ParticipantFactory(
        case=work.case,
        person=PersonFactory(area=work.world.kent, first_name="Olwen", last_name="Quarrington"),
    )
    there = client.post(address, {"typed": "Quarrington"})["Location"]
    assert len(shown(client.get(there))) == 1
    work.case.workers.all().delete()

    assert shown(client.get(there)) == []


def test_a_search_of_one_area_is_nothing_in_another(world, address):
    client = world.client("coordinator")
    one = PersonFactory(area=world.kent, first_name="Olwen", last_name="Quarrington")
    ReferralPersonFactory(referral__area=world.kent, person=one)
    there = client.post(address, {"typed": "Quarrington"})["Location"]
    MembershipFactory(area=world.avon, user=world.users["coordinator"], roles=["coordinator"])

    page = client.get(there.replace("/kent/", "/avon/"))

    assert ENDED in page.content.decode()


def test_the_latest_five_searches_are_kept(work, address):
    client = work.client
    places = [client.post(address, {"typed": f"Name{n}"})["Location"] for n in range(6)]

    ended = [ENDED in client.get(place).content.decode() for place in places]

    assert ended == [True, False, False, False, False, False]


def test_many_of_one_name_are_cut_and_it_is_said(world):
    client = world.client("coordinator")
    queries = []
    for _ in range(2):
        for _ in range(15):
            one = PersonFactory(area=world.kent, first_name="Olwen", last_name="Quarrington")
            ReferralPersonFactory(referral__area=world.kent, person=one)
        there = client.post(reverse("cases:find", args=["kent"]), {"typed": "Quarrington"})
        with CaptureQueriesContext(connection) as made:
            page = client.get(there["Location"])
        queries.append(len(made))
    assert queries[0] == queries[1]
    assert len(shown(page)) == 25
    assert "There are more. Type the first name too." in page.content.decode()
