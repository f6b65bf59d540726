"""A call is planned, moved and recorded as they allowed it, or it says why."""

from datetime import timedelta

import pytest

from audit.models import Event
from cases.actions.safe_contact import MustNotBeContacted
from cases.actions.sessions import move_session, plan_session, record_session
from cases.models import Conference, Session
from tests.cases.work.conftest import moment_of
from tests.factories.people import ContactPointFactory
from tests.moments import NOON

from .conftest import EARLIER, LATER, planned

CALL = {"purpose": "preparation", "meeting": "phone"}
EVENING = LATER + timedelta(hours=7)
ONLY = "Jessica M.: say why they are met all the same. They take texts only, no calls."


@pytest.fixture
def texts(work):
    """Jessica takes texts only."""
    ContactPointFactory(person=work.harmed.person, call_ok="no", text_ok="yes")
    return work.harmed


@pytest.fixture
def evenings(work):
    """Jessica is called after five."""
    ContactPointFactory(person=work.harmed.person, safe_times="after 5pm")
    return work.harmed


def plan(work, who, **given):
    return plan_session(who, by=work.by, now=NOON, **{**CALL, "happened_at": LATER, **given})


def detail(verb):
    return Event.objects.get(verb=verb).detail.get("not_as_allowed")


@pytest.mark.parametrize("meeting", ["phone", "video"])
def test_nobody_plans_a_call_to_somebody_who_takes_texts_only(work, texts, meeting):
    with pytest.raises(MustNotBeContacted) as refused:
        plan(work, texts, meeting=meeting)

    assert (str(refused.value), Session.objects.count()) == (ONLY, 0)
    plan(work, texts, meeting="in_person")
    plan(work, texts, meeting=meeting, against_wishes="asked")
    history = work.client.get(work.url("history"), {"small": "on"}).content.decode()
    assert "planned (not as they had allowed: They had asked for it this time)" in history


def test_a_call_lies_within_the_safe_times(work, evenings):
    with pytest.raises(MustNotBeContacted, match="at these times: after 5pm"):
        plan(work, evenings)

    assert plan(work, evenings, happened_at=EVENING).attendance == "planned"
    assert detail("session.planned") is None


def test_a_call_is_not_moved_out_of_them_without_a_reason(work, evenings):
    session = planned(evenings, meeting="phone", happened_at=EVENING)
    told = {"happened_at": LATER, "whose_doing": "service", "by": work.by, "now": NOON}

    with pytest.raises(MustNotBeContacted):
        move_session(session, **told)
    move_session(session, **told, against_wishes="safety")

    assert detail("session.moved") == "safety"


def test_a_call_that_was_made_says_why(work, evenings):
    told = {**CALL, "happened_at": EARLIER, "minutes": 20, "by": work.by, "now": NOON}

    with pytest.raises(MustNotBeContacted):
        record_session(evenings, **told)
    record_session(evenings, **told, against_wishes="mistake")

    assert detail("session.recorded") == "mistake"


def test_the_page_asks_beside_what_was_typed(work, evenings):
    add = work.url("session_add", evenings.pk)
    told = {"attendance": "planned", **CALL, **moment_of("happened_at", LATER)}
    sentence = (
        "They can be reached safely at these times: after 5pm. Say why you meet all the same."
    )

    refused = work.client.post(add, told)
    assert (refused.status_code, refused.context["form"].errors) == (
        422,
        {"against_wishes": [sentence]},
    )
    assert 'name="against_wishes"' in refused.content.decode()
    wrong = work.client.post(add, {**told, "against_wishes": "mistake"})
    assert list(wrong.context["form"].errors) == ["against_wishes"]
    assert work.client.post(add, {**told, "against_wishes": "asked"}).status_code == 302
    session = Session.objects.get()
    move = {"whose_doing": "service", **moment_of("happened_at", LATER + timedelta(hours=1))}
    again = work.client.post(work.url("session_move", session.pk), move)
    assert (again.status_code, list(again.context["form"].errors)) == (422, ["against_wishes"])


def test_a_conference_asks_why_of_everybody_who_is_expected(work):
    work.harmed.person.contacts_us = True
    work.harmed.person.save()
    page = work.url("conference_plan")
    told = {
        "form": "conf",
        "meeting": "in_person",
        "place": "Library",
        "participants": [work.harmed.pk, work.responsible.pk],
        **moment_of("happened_at", LATER),
    }

    refused = work.client.post(page, told)
    assert refused.context["form"].errors == {
        "against_wishes": [
            (
                "Jessica M.: It is not safe to contact them: they contact us. "
                "Say why you meet all the same."
            )
        ]
    }
    assert (refused.status_code, Conference.objects.count()) == (422, 0)
    assert work.client.post(page, {**told, "against_wishes": "they_came"}).status_code == 302
    assert Event.objects.get(verb="conference.planned").detail["against_wishes"] == "they_came"
