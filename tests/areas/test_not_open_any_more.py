"""What is said, and shown back, where a form is sent to what is not open to its writer."""

import uuid

from django.urls import reverse

from cases.models import CaseWorker
from tests.factories.cases import CaseFactory, CaseWorkerFactory
from tests.moments import NOON

WORDS = "She rang. <b>Her</b> own words."
SHOWN = "She rang. &lt;b&gt;Her&lt;/b&gt; own words."
SORRY = "If you were working on something, it is no longer open to you."


def note(case):
    return reverse("cases:note_add", args=["kent", case.reference])


def told(**given):
    return {"body": WORDS, "form_key": str(uuid.uuid4()), "happened_at_day": "12", **given}


def test_whoever_was_taken_off_a_case_gets_their_words_back(world):
    case = CaseFactory(area=world.kent)
    CaseWorkerFactory(case=case, user=world.users["facilitator"])
    client = world.client("facilitator")
    assert client.get(note(case)).status_code == 200
    CaseWorker.objects.update(until_at=NOON)
    answer = client.post(note(case), told())

    text = answer.content.decode()
    assert (answer.status_code, SORRY in text, text.count(SHOWN)) == (404, True, 1)
    assert text.count("readonly>") == 1


def test_nothing_is_hinted_at_of_what_there_is(world):
    client = world.client("facilitator")
    hidden = note(CaseFactory(area=world.kent))
    nowhere = reverse("cases:note_add", args=["kent", "KNT-26-99999"])
    sent = told()
    answers = [client.post(page, sent) for page in (hidden, nowhere)]

    assert {one.status_code for one in answers} == {404}
    assert len({one.content.decode().split("<main")[1] for one in answers}) == 1


def test_a_page_that_is_only_opened_says_what_it_said(world):
    text = world.client("facilitator").get(note(CaseFactory(area=world.kent))).content.decode()

    assert ("Page not found" in text, SORRY in text) == (True, False)


def test_strangers_are_shown_nothing(world):
    page = note(CaseFactory(area=world.kent))
    for who in ("stranger", "neighbour"):
        client = world.client(who)
        sent, opened = client.post(page, told()), client.get(page)

        assert (sent.status_code, opened.status_code) == (404, 404)
        mains = {one.content.decode().split("<main")[1] for one in (sent, opened)}
        assert (len(mains), SHOWN in mains.pop()) == (1, False)


def test_a_text_that_is_too_long_to_be_read_at_all_is_told_so(world):
    case = CaseFactory(area=world.kent)
    CaseWorkerFactory(case=case, user=world.users["facilitator"])
    answer = world.client("facilitator").post(note(case), told(body="words " * 1_700_000))

    text = answer.content.decode()
    assert (answer.status_code, "This is too long" in text) == (413, True)
    assert "20,000 characters" in text
    assert "Go back with your browser" in text
