"""Nothing is planned with somebody who must not be contacted, unless it says why."""

import pytest

from audit.models import Event
from cases.actions.safe_contact import MustNotBeContacted
from cases.actions.sessions import move_session, plan_session
from cases.models import Session
from tests.cases.work.conftest import moment_of
from tests.moments import NOON

from .conftest import EARLIER, LATER, SOON, planned

PLAN = {"purpose": "preparation", "meeting": "phone"}


@pytest.fixture
def never(work):
    work.harmed.may_contact = "no"
    work.harmed.save()
    return work.harmed


def plan(work, who, **given):
    return plan_session(who, happened_at=LATER, by=work.by, now=NOON, **PLAN, **given)


def test_a_plan_asks_and_a_reason_goes_into_the_history(work, never):
    with pytest.raises(
        MustNotBeContacted, match="Jessica M.: say why they are met all the same. They must"
    ):
        plan(work, never)
    told = Event.objects.filter(verb="session.planned")
    assert (Session.objects.count(), told.count()) == (0, 0)

    plan(work, never, against_wishes="they_came")

    assert told.get().detail["against_wishes"] == "they_came"
    text = work.client.get(work.url("history"), {"small": "on"}).content.decode()
    assert "planned (not to be contacted: They got in touch themselves)" in text


def test_of_somebody_who_may_be_contacted_no_reason_is_kept(work):
    plan(work, work.harmed, against_wishes="they_came")

    assert "against_wishes" not in Event.objects.get(verb="session.planned").detail


def test_somebody_who_contacts_us_asks_for_a_meeting_themselves(work):
    person = work.harmed.person
    person.contacts_us = True
    person.save()

    with pytest.raises(MustNotBeContacted, match="they contact us"):
        plan(work, work.harmed)
    assert plan(work, work.harmed, against_wishes="asked").attendance == "planned"


def test_a_move_asks_again(work, never):
    session = planned(never)
    told = {"happened_at": SOON, "whose_doing": "prison", "by": work.by, "now": NOON}

    with pytest.raises(MustNotBeContacted):
        move_session(session, **told)
    session.refresh_from_db()
    assert (session.attendance, Session.objects.count()) == ("planned", 1)
    move_session(session, **told, against_wishes="safety")
    assert Event.objects.get(verb="session.moved").detail["against_wishes"] == "safety"
    text = work.client.get(work.url("history")).content.decode()
    assert "moved to another time (not to be contacted: Somebody’s safety was at stake)" in text


def test_the_pages_refuse_beside_the_question_and_take_a_reason(work, never):
    add, session = work.url("session_add", never.pk), planned(never)
    move = work.url("session_move", session.pk)
    plan = {"attendance": "planned", **PLAN, **moment_of("happened_at", LATER)}
    other = {"whose_doing": "prison", **moment_of("happened_at", SOON)}
    said = ["They must not be contacted. Say why you meet all the same."]

    for address, told in ((add, plan), (move, other)):
        refused = work.client.post(address, told)
        assert refused.status_code == 422
        assert refused.context["form"].errors == {"against_wishes": said}
        sent = work.client.post(address, {**told, "against_wishes": "asked"})
        assert sent.status_code == 302
    assert Session.objects.filter(attendance="planned").count() == 2


def test_what_has_been_says_why_unless_it_was_cancelled(work, never):
    add = work.url("session_add", never.pk)
    held = {"attendance": "held", "minutes": "30", **PLAN, **moment_of("happened_at", EARLIER)}
    cancelled = {**held, "attendance": "cancelled", "whose_doing": "participant"}

    assert [work.client.post(add, told).status_code for told in (held, cancelled)] == [422, 302]
    assert work.client.post(add, {**held, "against_wishes": "mistake"}).status_code == 302
    history = work.client.get(work.url("history")).content.decode()
    assert "Held (not to be contacted: It was a mistake)" in history


def test_nobody_else_is_asked_why(work):
    form = work.client.get(work.url("session_add", work.harmed.pk)).context["form"]

    assert "against_wishes" not in form.fields
