"""What staff have begun to write down is kept until they come back to it."""

import pytest
from django.urls import reverse

from audit.models import Event
from drafts.models import Draft
from people.models import Person
from referrals.models import Referral
from tests.moments import NOON
from tests.referrals.answers import FIVE_ANSWERS, received_now

KEEP = {"keep_draft": "yes"}
HALF = {**received_now(), "channel": "phone", "harmed_first_name": "Jessica", "account": "A bag"}
NOTICE = "You have a draft from"


@pytest.fixture
def address(world):
    return reverse("referrals:add", args=[world.kent.slug])


@pytest.fixture
def client(world):
    return world.client("coordinator")


def kept(client, address, **answers):
    done = client.post(address, {**HALF, **answers, **KEEP})
    assert (done.status_code, done["Location"]) == (302, "/areas/kent/referrals/")
    return Draft.objects.get()


def test_half_a_referral_is_kept_and_opened_again_without_a_word_of_what_is_missing(
    client, address
):
    draft = kept(client, address, harmed_telephone="not a number", flags=["hate"])
    notice = client.get(address).content.decode()
    page = client.get(f"{address}?draft=open")
    form = page.context["form"]

    assert (draft.form, Referral.objects.count()) == ("referral.staff", 0)
    assert (NOTICE in notice, "Jessica" in notice) == (True, False)
    assert (page.status_code, NOTICE in page.content.decode(), form.errors) == (200, False, {})
    assert [form[name].value() for name in ("harmed_first_name", "harmed_telephone", "flags")] == [
        "Jessica",
        "not a number",
        ["hate"],
    ]
    about, harmed, _responsible, incident = form.parts()
    folds = (about.folds[0], harmed.folds[0], incident.folds[0])
    assert [fold.is_open for fold in folds] == [False, True, True]


def test_an_opened_draft_is_kept_again_in_its_place(client, address):
    kept(client, address)
    done = client.post(f"{address}?draft=open", {**HALF, "account": "A red bag", **KEEP})

    assert (done.status_code, Draft.objects.count()) == (302, 1)
    assert client.get(f"{address}?draft=open").context["form"]["account"].value() == "A red bag"


def test_a_draft_goes_when_it_is_sent(client, address):
    kept(client, address)
    done = client.post(f"{address}?draft=open", {**received_now(), **FIVE_ANSWERS})

    assert (done.status_code, Referral.objects.count(), Draft.objects.count()) == (302, 1, 0)
    assert Event.objects.filter(verb="draft.dropped").count() == 1
    assert NOTICE not in client.get(address).content.decode()


def test_a_draft_stays_while_what_was_sent_is_not_taken(client, address):
    kept(client, address)
    page = client.post(f"{address}?draft=open", HALF)

    assert (page.status_code, Draft.objects.count()) == (422, 1)
    assert page.context["form"]["harmed_first_name"].value() == "Jessica"


def test_another_call_meanwhile_leaves_the_draft_alone(client, address):
    draft = kept(client, address)
    client.post(address, {**received_now(), **FIVE_ANSWERS})

    assert (Draft.objects.get(), Referral.objects.count()) == (draft, 1)


def test_one_draft_is_not_written_over_by_another(client, address):
    kept(client, address)
    page = client.post(address, {**HALF, "account": "Another matter", **KEEP})
    form = page.context["form"]

    assert page.status_code == 422
    assert form.errors == {
        "__all__": ["You have another draft. Send or discard it before you keep this."]
    }
    assert form["account"].value() == "Another matter"
    assert client.get(f"{address}?draft=open").context["form"]["account"].value() == "A bag"


def test_a_draft_is_discarded(client, address):
    kept(client, address)
    for _again in range(2):
        done = client.post(address, {"drop_draft": "yes"})
        assert (done.status_code, done["Location"]) == (302, address)

    assert Draft.objects.count() == 0


def test_more_than_a_draft_holds_is_refused_and_stays_on_the_page(client, address):
    page = client.post(address, {**HALF, "account": "x" * 400_001, **KEEP})

    assert (page.status_code, Draft.objects.count()) == (422, 0)
    assert page.context["form"].errors == {
        "__all__": ["This is more than a draft can hold. Shorten your answers."]
    }


def test_nobody_else_is_offered_it(world, client, address):
    kept(client, address)
    page = world.client("manager").get(f"{address}?draft=open")

    assert page.context["form"].is_bound is False
    assert "Jessica" not in page.content.decode()


def test_opening_what_could_be_sent_sends_nothing(client, address):
    client.post(address, {**received_now(), **FIVE_ANSWERS, **KEEP})
    client.get(f"{address}?draft=open")

    assert (Referral.objects.count(), Person.objects.count()) == (0, 0)


def test_whoever_sees_no_inbox_comes_back_to_their_cases(world, address):
    client = world.client("facilitator")
    done = client.post(address, {**HALF, **KEEP})

    assert (done.status_code, done["Location"]) == (302, "/areas/kent/cases/")
    assert Draft.objects.get().saved_at == NOON
