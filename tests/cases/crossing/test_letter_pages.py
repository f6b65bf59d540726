from datetime import timedelta
from uuid import uuid4

import pytest

from audit.models import Event
from cases.models import Letter, LetterOffer
from cases.stages import LetterState
from tests.factories.activities import LetterFactory, LetterOfferFactory
from tests.factories.cases import ParticipantFactory
from tests.moments import TODAY

from .conftest import day_of

BODY = "I think about it every day."


@pytest.fixture
def letter(work):
    return LetterFactory(
        case=work.case,
        author=work.responsible,
        recipient=work.harmed,
        recorded_by=work.world.users["facilitator"],
        body=BODY,
    )


def written(work, **given):
    return {
        "author": work.responsible.pk,
        "recipient": work.harmed.pk,
        "body": BODY,
        **day_of("happened_on", TODAY),
        **given,
    }


def test_a_letter_walks_from_the_first_draft_to_its_delivery(work):
    facilitator, colleague = work.client, work.world.client("colleague")
    answer = facilitator.post(work.url("letter_add"), written(work))
    letter = Letter.objects.get()
    assert answer["Location"] == work.url("letter", letter.pk)

    def step(client, name, **answers):
        letter.refresh_from_db()
        there = client.post(
            work.url(f"letter_{name}", letter.pk), {"version": letter.version, **answers}
        )
        assert there["Location"] == work.url("letter", letter.pk)

    step(facilitator, "edit", body="Better said.")
    step(colleague, "check", read="on")
    step(facilitator, "offer", **day_of("happened_on", TODAY))
    step(facilitator, "answer", answer="not_now", **day_of("answered_on", TODAY))
    step(facilitator, "offer", **day_of("happened_on", TODAY))
    step(facilitator, "answer", answer="wanted", **day_of("answered_on", TODAY))
    step(facilitator, "deliver", **day_of("delivered_on", TODAY))

    letter.refresh_from_db()
    assert (letter.state, letter.body) == (LetterState.DELIVERED, "Better said.")
    page = facilitator.get(work.url("letter", letter.pk)).content.decode()
    assert ("Not now: keep it on file" in page, "Wants to receive it" in page) == (True, True)


def test_the_letter_says_for_whom_it_is_and_that_it_was_seen(work, letter):
    page = work.client.get(work.url("letter", letter.pk)).content.decode()

    assert "This letter is written to: the person harmed (Jessica M.)." in page
    assert "You wrote this letter down, so somebody else must check it." in page
    assert Event.objects.filter(verb="letter.viewed").count() == 1


def test_a_supervisor_reads_it_and_is_offered_no_step(work, letter):
    page = work.world.client("supervisor").get(work.url("letter", letter.pk)).content.decode()

    assert (BODY in page, "Change the letter" in page) == (True, False)


def test_the_check_shows_the_text_and_for_whom_it_is(work, letter):
    page = work.world.client("colleague").get(work.url("letter_check", letter.pk)).content.decode()

    assert "This letter is written to: the person harmed (Jessica M.)." in page
    assert BODY in page


def test_whoever_changes_it_is_told_for_whom_they_write(work, letter):
    page = work.client.get(work.url("letter_edit", letter.pk)).content.decode()

    assert "You are writing to: the person harmed (Jessica M.)." in page


def test_whoever_wrote_it_is_told_that_another_must_check_it(work, letter):
    answer = work.client.post(work.url("letter_check", letter.pk), {"version": 1, "read": "on"})

    assert answer.status_code == 422
    assert "Somebody else must check it." in answer.content.decode()


def test_a_stale_text_is_a_conflict_that_keeps_what_was_typed(work, letter):
    client, address = work.client, work.url("letter_edit", letter.pk)
    client.post(address, {"version": 1, "body": "The first."})

    answer = client.post(address, {"version": 1, "body": "The second."})
    assert answer.status_code == 409
    assert "The second." in answer.content.decode()

    again = answer.context["form"]["version"].value()
    assert client.post(address, {"version": again, "body": "The second."}).status_code == 302


def test_a_stale_step_is_a_conflict(work, letter):
    answer = work.world.client("colleague").post(
        work.url("letter_check", letter.pk), {"version": 0, "read": "on"}
    )

    assert answer.status_code == 409


def test_pressing_deliver_twice_delivers_once(work, letter):
    Letter.objects.filter(pk=letter.pk).update(state=LetterState.OFFERED)
    LetterOfferFactory(letter=letter, answer="wanted")
    form = {"version": 1, "form_key": str(uuid4()), **day_of("delivered_on", TODAY)}
    client = work.client

    for _ in range(2):
        answer = client.post(work.url("letter_deliver", letter.pk), form)

    assert answer["Location"] == work.url("letter", letter.pk)
    assert Event.objects.filter(verb="letter.delivered").count() == 1


@pytest.mark.parametrize("who", ["another case", "another area", "nobody"])
def test_a_recipient_from_elsewhere_is_refused_like_none_at_all(work, who):
    recipient = {
        "another case": work.foreign.pk,
        "another area": ParticipantFactory(case__area=work.world.avon).pk,
        "nobody": uuid4(),
    }[who]

    answer = work.client.post(work.url("letter_add"), written(work, recipient=recipient))

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"recipient": ["Select an option from the list"]}
    assert BODY in answer.content.decode()


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        ({"author": ""}, {"author": ["Select who the letter is from"]}),
        ({"body": ""}, {"body": ["Enter the letter"]}),
        (
            {"body": "x" * 20_001},
            {"body": ["The letter must be 20000 characters or fewer"]},
        ),
        (
            day_of("happened_on", TODAY + timedelta(days=1)),
            {"happened_on": ["Written on must be 12 August 2026 or earlier"]},
        ),
    ],
)
def test_a_bad_form_keeps_the_answers(work, given, errors):
    answer = work.client.post(work.url("letter_add"), written(work, **given))

    assert answer.status_code == 422
    assert answer.context["form"].errors == errors


def test_both_ends_on_one_side_are_refused_at_the_field(work):
    answer = work.client.post(work.url("letter_add"), written(work, author=work.harmed.pk))

    assert answer.context["form"].errors == {
        "recipient": ["Select somebody on the other side than the author"]
    }


def test_an_offer_too_early_says_which_stage_is_missing(work, letter):
    Letter.objects.filter(pk=letter.pk).update(state=LetterState.CHECKED)
    type(work.case).objects.filter(pk=work.case.pk).update(stage="preparation")

    answer = work.client.post(
        work.url("letter_offer", letter.pk), {"version": 1, **day_of("happened_on", TODAY)}
    )

    assert answer.status_code == 422
    assert "A letter is offered at the stage Conference." in answer.content.decode()
    assert LetterOffer.objects.count() == 0


STEPS = ["letter", "letter_edit", "letter_check", "letter_offer", "letter_answer", "letter_deliver"]


@pytest.mark.parametrize("name", STEPS)
def test_a_letter_of_another_case_is_not_found(work, name):
    foreign = LetterFactory(case=work.foreign.case)

    assert work.client.get(work.url(name, foreign.pk)).status_code == 404


@pytest.mark.parametrize("name", STEPS[1:])
def test_a_supervisor_may_take_no_step(work, letter, name):
    supervisor = work.world.client("supervisor")

    assert supervisor.get(work.url(name, letter.pk)).status_code == 403
    assert work.world.client("neighbour").get(work.url(name, letter.pk)).status_code == 404
