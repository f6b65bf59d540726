"""A closed case takes a no, a withdrawal, and that somebody must not be reached; nothing else."""

from datetime import timedelta

import pytest

from cases.actions.activity import CaseClosed
from cases.actions.safe_contact import agree_safe_contact, change_way, end_way
from cases.models import Consent, Participant
from people.models import ContactPoint
from tests.cases.work.told import consent_answers, say
from tests.factories.cases import ConsentFactory
from tests.factories.people import ContactPointFactory
from tests.moments import NOON, TODAY

A_DAY = timedelta(days=1)
KINDS = ("survey", "research", "retain_longer", "contact", "participate")


@pytest.fixture
def closed(work):
    work.close()
    return work


def labels(work, name, *more):
    return work.client.get(work.url(name, *more)).content.decode()


def test_the_people_page_offers_what_may_be_said_there(closed):
    text = labels(closed, "people")

    offered = [
        name
        for name in (
            "withdraw",
            "consents",
            "safe_contact",
            "participant",
            "contact_add",
            "details",
            "equality",
        )
        if f'href="{closed.url(name, closed.harmed.pk)}"' in text
    ]
    assert offered == ["withdraw", "consents", "safe_contact"]


def test_whoever_stepped_back_is_not_asked_again(closed):
    Participant.objects.filter(case=closed.case).update(status="withdrew")

    text = labels(closed, "people")
    assert closed.url("withdraw", closed.harmed.pk) not in text
    assert "Write down" not in text


def test_who_only_reads_is_offered_nothing(closed):
    text = closed.world.client("supervisor").get(closed.url("people")).content.decode()

    for name in ("withdraw", "safe_contact"):
        assert closed.url(name, closed.harmed.pk) not in text


@pytest.mark.parametrize("purpose", KINDS)
def test_a_no_is_written_down(closed, purpose):
    assert say(closed, purpose=purpose, state="refused").state == "refused"
    closed.harmed.refresh_from_db()
    assert closed.harmed.may_contact == ("no" if purpose == "contact" else "yes")
    assert closed.harmed.status == "willing"


def test_what_was_given_is_taken_back_by_the_page_and_a_yes_is_not_offered(closed):
    ConsentFactory(participant=closed.harmed, purpose="survey", happened_on=TODAY - A_DAY)
    address = closed.url("consent_add", closed.harmed.pk)

    form = closed.client.get(address).context["form"]
    given = closed.client.post(address, consent_answers(purpose="survey"))
    answer = closed.client.post(address, consent_answers(purpose="survey", state="withdrawn"))

    assert [code for code, _label in form.fields["state"].choices if code] == [
        "refused",
        "withdrawn",
    ]
    assert (given.status_code, answer.status_code) == (422, 302)
    assert Consent.objects.filter(state="withdrawn").count() == 1
    with pytest.raises(CaseClosed):
        say(closed, purpose="survey")
    assert "Record that they say no" in labels(closed, "consents", closed.harmed.pk)


def agree(closed, **values):
    values = {"may_contact": "no", "safe_contact": "", "version": 1, **values}
    return agree_safe_contact(closed.harmed, by=closed.by, now=NOON, **values)


def test_that_nobody_may_contact_them_is_written_down_and_the_opposite_is_not(closed):
    address = closed.url("safe_contact", closed.harmed.pk)
    form = closed.client.get(address).context["form"]
    assert [code for code, _label in form.fields["may_contact"].choices if code] == ["no"]

    for loosened in ("yes", "unknown"):
        with pytest.raises(CaseClosed):
            agree(closed, may_contact=loosened)
    answer = closed.client.post(
        address, {"may_contact": "no", "safe_contact": "", "version": closed.harmed.version}
    )

    closed.harmed.refresh_from_db()
    assert (answer.status_code, closed.harmed.may_contact) == (302, "no")


def test_a_way_that_is_not_safe_now_is_used_no_more_and_nothing_else_is_done_to_it(closed):
    way = ContactPointFactory(person=closed.harmed.person)
    text = labels(closed, "safe_contact", closed.harmed.pk)
    more = (closed.harmed.pk, way.pk)
    addresses = [closed.url(name, *more) for name in ("way_end", "way_change", "way_look")] + [
        closed.url("way_add", closed.harmed.pk)
    ]
    assert [one in text for one in addresses] == [True, False, False, False]

    with pytest.raises(CaseClosed):
        change_way(closed.harmed, way.pk, by=closed.by, now=NOON, is_safe="yes")
    end_way(closed.harmed, way.pk, by=closed.by, now=NOON)
    assert ContactPoint.objects.get(pk=way.pk).ended_at == NOON
