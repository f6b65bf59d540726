from datetime import timedelta

import pytest

from areas.words import WORDS
from cases.models import Message
from cases.queries.activities import one_side, side_in_words
from tests.factories.activities import (
    AgreementActionFactory,
    AgreementFactory,
    ConferenceAttendanceFactory,
    ConferenceFactory,
    LetterFactory,
    MessageFactory,
)
from tests.moments import NOON, TODAY


def fill(work):
    LetterFactory(case=work.case, author=work.responsible, recipient=work.harmed)
    MessageFactory(pair=work.case.pairs.get())
    ConferenceAttendanceFactory(
        conference=ConferenceFactory(case=work.case, happened_at=NOON + timedelta(days=3)),
        participant=work.harmed,
    )
    AgreementActionFactory(
        agreement=AgreementFactory(case=work.case),
        owner=work.responsible,
        due_on=TODAY - timedelta(days=2),
    )


def test_the_page_shows_each_with_its_state_and_its_link(work):
    fill(work)

    page = work.client.get(work.url("activities")).content.decode()

    assert work.url("letter", work.case.letters.get().pk) in page
    assert work.url("message", Message.objects.get().pk) in page
    assert work.url("conference_record", work.case.conferences.get().pk) in page
    action = work.case.agreements.get().actions.get()
    assert work.url("agreement_action", action.pk) in page
    assert "2 days late" in page


def test_an_empty_page_says_what_will_be_there(work):
    page = work.client.get(work.url("activities")).content.decode()

    assert "No letters yet." in page
    assert "No messages carried yet." in page
    assert "No conferences yet." in page
    assert "No outcome agreement." in page


def test_before_the_stage_the_page_says_when_a_conference_is_planned(work):
    type(work.case).objects.filter(pk=work.case.pk).update(stage="preparation")

    page = work.client.get(work.url("activities")).content.decode()

    assert "at the stage Conference." in page
    assert work.url("conference_plan") not in page


def test_in_a_closed_case_there_is_nothing_to_add(work):
    fill(work)
    work.close()

    page = work.client.get(work.url("activities")).content.decode()

    assert work.url("write") not in page
    assert work.url("agreement_add") not in page


def test_the_page_takes_as_many_queries_for_one_as_for_many(work, count_queries):
    client = work.client
    fill(work)
    client.get(work.url("activities"))
    with count_queries() as one:
        client.get(work.url("activities"))
    for _ in range(10):
        fill(work)
    with count_queries() as many:
        client.get(work.url("activities"))

    assert len(many) == len(one)


@pytest.mark.parametrize(
    ("name", "status"),
    [("supervisor", 200), ("stranger", 404), ("neighbour", 404), ("commissioner", 403)],
)
def test_who_may_read(work, name, status):
    for page in ("activities", "contacts", "sessions"):
        assert work.world.client(name).get(work.url(page)).status_code == status


def test_a_case_of_another_area_is_not_found_through_ones_own_door(work):
    address = work.url("activities").replace("/kent/", "/avon/")

    assert work.world.client("neighbour").get(address).status_code == 404


def test_a_side_is_named_as_the_area_names_it(work):
    assert one_side(work.harmed, WORDS["victim"]).side == "Victim"
    assert side_in_words("party_a", WORDS["victim"]) == "Party A"
