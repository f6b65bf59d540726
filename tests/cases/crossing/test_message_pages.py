from uuid import uuid4

import pytest

from audit.models import Event
from cases.models import Message
from cases.stages import ShuttleState
from cases.views.message_steps import PAGES
from tests.cases.doors import all_of, knock
from tests.cases.work.conftest import day_of
from tests.factories.activities import MessageFactory
from tests.factories.cases import PairFactory, ParticipantFactory
from tests.moments import NOON, TODAY

from .conftest import put

TEXT = "Tell her that it was not her fault."
STEPS = [f"message_{name}" for name in ("reply", "edit", *PAGES)]


def add(work, *, to=None, of=None):
    return work.url("message_add", (to or work.harmed).pk, (of or work.responsible).pk)


def said(**given):
    return {"text": TEXT, **day_of("said_on", TODAY), **given}


def shown(work, message, who="facilitator"):
    return work.world.client(who).get(work.url("message", message.pk)).content.decode()


def test_a_message_walks_to_the_other_side_and_back(work):
    client = work.client
    answer = client.post(add(work), said())
    message = Message.objects.get()
    assert answer["Location"] == work.url("message", message.pk)

    def step(name, **answers):
        message.refresh_from_db()
        there = client.post(
            work.url(f"message_{name}", message.pk), {"version": message.version, **answers}
        )
        assert there["Location"] == work.url("message", message.pk)

    step("check", read="on")
    step("consent", method="verbal", wording_version="2026-1", **day_of("happened_on", TODAY))
    step("offer", answer="waiting", **day_of("happened_on", TODAY))
    step("pass_on", answer="not_now", **day_of("happened_on", TODAY))
    step("offer", answer="heard", **day_of("happened_on", TODAY))

    client.post(work.url("message_reply", message.pk), said(text="Thank you."))
    reply = Message.objects.get(answers=message)
    assert (reply.sender, reply.recipient, reply.text) == (
        work.harmed,
        work.responsible,
        "Thank you.",
    )
    assert work.url("message", reply.pk) in shown(work, message)
    assert work.url("message", message.pk) in shown(work, reply)


def test_the_page_for_writing_speaks_of_the_recipient_alone(work):
    page = work.client.get(add(work)).content.decode()

    assert "You are writing to: the person harmed (Jessica M.)." in page
    assert "Daniel" not in page


def test_a_step_speaks_of_the_recipient_alone(work, message):
    for name in PAGES:
        page = work.client.get(work.url(f"message_{name}", message.pk)).content.decode()
        assert "This is written to: the person harmed (Jessica M.)." in page
        assert "Daniel" not in page


def test_the_message_says_for_whom_it_is_and_that_it_was_seen(work, message):
    page = shown(work, message)

    assert "This is written to: the person harmed (Jessica M.)." in page
    assert work.url("message_check", message.pk) in page
    assert Event.objects.filter(verb="message.viewed").count() == 1


def test_in_a_sensitive_case_whoever_wrote_it_is_told_that_another_checks_it(work, message):
    work.case.is_sensitive = True
    work.case.save()

    page = shown(work, message)
    answer = work.client.post(work.url("message_check", message.pk), {"version": 1, "read": "on"})

    assert "You wrote this down, so somebody else must check it." in page
    assert work.url("message_check", message.pk) not in page
    assert work.url("message_check", message.pk) in shown(work, message, "colleague")
    assert answer.status_code == 422
    assert "somebody else must check it" in answer.content.decode()


def test_a_supervisor_reads_it_and_is_offered_no_step(work, message):
    page = shown(work, message, "supervisor")

    assert (message.text in page, "Check the message" in page) == (True, False)


def test_that_nobody_will_answer_is_shown(work, message):
    put(message, ShuttleState.PASSED_ON, passed_on_on=TODAY)

    work.client.post(
        work.url("message_unanswered", message.pk), {"version": 1, **day_of("happened_on", TODAY)}
    )

    assert "They do not wish to answer (12 August 2026)" in shown(work, message)


def test_a_message_is_taken_back_at_a_press(work, message):
    work.client.post(
        work.url("message_take_back", message.pk), {"version": 1, **day_of("happened_on", TODAY)}
    )

    message.refresh_from_db()
    assert message.state == ShuttleState.TAKEN_BACK


def test_a_stale_step_is_a_conflict(work, message):
    answer = work.client.post(work.url("message_check", message.pk), {"version": 0, "read": "on"})

    assert answer.status_code == 409


def test_a_message_may_be_left_and_come_back_to(work):
    client, page = work.client, add(work)

    assert client.post(page, said(keep_draft="yes")).status_code == 302
    assert TEXT in client.get(page, {"draft": "open"}).content.decode()
    assert Message.objects.count() == 0


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        ({"text": ""}, {"text": ["Enter what is to be passed on"]}),
        ({"said_on_day": "32"}, {"said_on": ["Enter a real date, such as 27 3 2026"]}),
    ],
)
def test_a_bad_form_keeps_the_answers(work, given, errors):
    answer = work.client.post(add(work), said(**given))

    assert (answer.status_code, answer.context["form"].errors) == (422, errors)


def test_an_order_is_told_where_the_message_is_offered(work, message):
    put(message, ShuttleState.CHECKED)
    work.case.pairs.update(state="not_now")

    answer = work.client.post(
        work.url("message_offer", message.pk),
        {"version": 1, "answer": "heard", **day_of("happened_on", TODAY)},
    )

    assert answer.status_code == 422
    assert "Take it up again first" in answer.content.decode()


@pytest.mark.parametrize("who", ["another case", "another area", "nobody", "the same side"])
def test_an_end_from_elsewhere_is_not_found(work, who):
    other = {
        "another case": work.foreign,
        "another area": ParticipantFactory(case__area=work.world.avon),
        "the same side": work.harmed,
    }
    pk = other[who].pk if who in other else uuid4()

    assert work.client.get(work.url("message_add", work.harmed.pk, pk)).status_code == 404


def test_a_message_that_no_pair_carries_is_refused(work):
    supporter = ParticipantFactory(case=work.case, role="supporter", status="willing")

    answer = work.client.post(add(work, to=supporter), said())

    assert answer.status_code == 422
    assert "between those whom the case is about" in answer.content.decode()


def test_a_message_of_another_case_is_not_found(work):
    foreign = MessageFactory(pair=PairFactory(case=work.foreign.case))
    pages = [work.url(name, foreign.pk) for name in ("message", *STEPS)]

    assert knock(work.client, pages) == all_of(pages, 404)


@pytest.mark.parametrize(("name", "status"), [("supervisor", 403), ("neighbour", 404)])
def test_who_may_take_no_step(work, message, name, status):
    pages = [work.url(step, message.pk) for step in STEPS]

    assert knock(work.world.client(name), pages) == all_of(pages, status)


def test_who_was_taken_off_the_case_finds_no_message(work, message):
    client = work.client
    work.case.workers.update(until_at=NOON)

    assert client.get(work.url("message", message.pk)).status_code == 404
    assert client.post(add(work), said()).status_code == 404
