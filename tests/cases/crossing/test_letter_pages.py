from uuid import uuid4

import pytest
from django.urls import reverse

from audit.models import Event
from cases.models import Clearance, CourtOrder, Letter, LetterOffer
from cases.stages import LetterState
from cases.views.letter_steps import PAGES
from tests.cases.doors import all_of, knock
from tests.cases.work.conftest import day_of
from tests.factories.activities import (
    LetterFactory,
    LetterOfferFactory,
    LetterReviewFactory,
    LetterVersionFactory,
)
from tests.moments import NOON, TODAY

from .conftest import put

BODY = "I think about it every day."
STEPS = [f"letter_{name}" for name in ("edit", "reply", *PAGES)]


@pytest.fixture(autouse=True)
def words(letter):
    letter.body = BODY
    letter.save()


def add(work, *, to=None, of=None):
    return work.url("letter_add", (to or work.harmed).pk, (of or work.responsible).pk)


def written(**given):
    return {"body": BODY, "may_know": ["from"], **day_of("happened_on", TODAY), **given}


def shown(work, letter, who="facilitator"):
    return work.world.client(who).get(work.url("letter", letter.pk)).content.decode()


def test_a_letter_walks_from_the_first_draft_to_the_answer(work):
    Letter.objects.all().delete()
    facilitator, colleague = work.client, work.world.client("colleague")
    answer = facilitator.post(add(work), written())
    letter = Letter.objects.get()
    assert answer["Location"] == work.url("letter", letter.pk)

    def step(client, name, **answers):
        letter.refresh_from_db()
        there = client.post(
            work.url(f"letter_{name}", letter.pk), {"version": letter.version, **answers}
        )
        assert there["Location"] == work.url("letter", letter.pk)

    step(colleague, "return", text="Leave the second line out.")
    step(facilitator, "edit", body="Better said.", may_know=["from", "sorry"])
    step(facilitator, "review", text="Short now.")
    step(colleague, "check", read="on", text="It may go.")
    step(
        facilitator,
        "consent",
        method="signed",
        wording_version="2026-1",
        **day_of("happened_on", TODAY),
    )
    step(facilitator, "offer", **day_of("happened_on", TODAY))
    step(facilitator, "answer", answer="not_now", **day_of("answered_on", TODAY))
    step(facilitator, "offer", **day_of("happened_on", TODAY))
    step(facilitator, "answer", answer="wanted", **day_of("answered_on", TODAY))
    step(facilitator, "deliver", handover="read", **day_of("delivered_on", TODAY))

    letter.refresh_from_db()
    assert (letter.state, letter.body) == (LetterState.DELIVERED, "Better said.")
    page = shown(work, letter)
    for words in ("Not now: keep it on file", "Wants to receive it", "Leave the second line out."):
        assert words in page
    facilitator.post(work.url("letter_reply", letter.pk), written(body="Thank you."))
    reply = Letter.objects.get(answers=letter)
    assert (reply.author, reply.recipient, reply.body) == (
        work.harmed,
        work.responsible,
        "Thank you.",
    )
    assert work.url("letter", reply.pk) in shown(work, letter)
    assert work.url("letter", letter.pk) in shown(work, reply)


def test_the_page_for_another_version_speaks_of_the_recipient_alone(work, letter):
    for name in ("letter_edit", "letter_offer"):
        page = work.client.get(work.url(name, letter.pk)).content.decode()
        assert "the person harmed (Jessica M.)." in page
        assert "Daniel" not in page


def test_whoever_offers_a_letter_reads_what_may_be_told_and_not_the_letter(work, letter):
    letter.may_know = ["sorry", "from"]
    letter.save()

    page = work.client.get(work.url("letter_offer", letter.pk)).content.decode()

    assert page.index("Whom it is from") < page.index("That it says sorry")
    assert ("How long it is" in page, BODY in page) == (False, False)


def test_the_letter_says_for_whom_it_is_and_that_it_was_seen(work, letter):
    page = shown(work, letter)

    assert "This is written to: the person harmed (Jessica M.)." in page
    assert "You wrote this down, so somebody else must check it." in page
    assert work.url("letter_check", letter.pk) not in page
    assert Event.objects.filter(verb="letter.viewed").count() == 1


def test_an_earlier_version_can_be_read_with_what_was_said_of_it(work, letter):
    first = LetterVersionFactory(letter=letter, number=1, body="The first words.")
    LetterReviewFactory(version=first, text="It speaks of himself alone.")
    LetterVersionFactory(letter=letter, number=2, body=BODY)
    client = work.client

    assert work.url("letter_version", letter.pk, first.pk) in shown(work, letter)
    page = client.get(work.url("letter_version", letter.pk, first.pk)).content.decode()

    assert "The first words." in page
    assert "It speaks of himself alone." in page
    assert Event.objects.filter(verb="letter.viewed", detail__number=1).count() == 1


def test_a_version_of_another_letter_is_not_found(work, letter):
    foreign = LetterVersionFactory(letter=LetterFactory(case=work.case))
    there = work.url("letter_version", letter.pk, foreign.pk)

    assert work.client.get(there).status_code == 404


def test_a_supervisor_reads_it_and_is_offered_no_step(work, letter):
    page = shown(work, letter, "supervisor")

    assert (BODY in page, "Change the letter" in page) == (True, False)


def test_that_nobody_will_answer_is_shown(work, letter):
    put(letter, LetterState.DELIVERED, delivered_on=TODAY)

    work.client.post(
        work.url("letter_unanswered", letter.pk), {"version": 1, **day_of("happened_on", TODAY)}
    )

    assert "They do not wish to answer (12 August 2026)" in shown(work, letter)


def test_the_check_shows_the_text_and_for_whom_it_is(work, letter):
    page = work.world.client("colleague").get(work.url("letter_check", letter.pk)).content.decode()

    assert "This is written to: the person harmed (Jessica M.)." in page
    assert BODY in page


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
    put(letter, LetterState.OFFERED)
    LetterOfferFactory(letter=letter, answer="wanted")
    form = {
        "version": 1,
        "handover": "handed",
        "form_key": str(uuid4()),
        **day_of("delivered_on", TODAY),
    }
    client = work.client

    for _ in range(2):
        answer = client.post(work.url("letter_deliver", letter.pk), form)

    assert answer["Location"] == work.url("letter", letter.pk)
    assert Event.objects.filter(verb="letter.delivered").count() == 1


def test_a_letter_is_kept_and_taken_back_at_a_press(work, letter):
    put(letter, LetterState.CHECKED)
    client = work.client

    client.post(work.url("letter_keep", letter.pk), {"version": 1})
    client.post(
        work.url("letter_take_back", letter.pk), {"version": 2, **day_of("happened_on", TODAY)}
    )

    letter.refresh_from_db()
    assert letter.state == LetterState.TAKEN_BACK


def test_an_offer_too_early_says_which_stage_is_missing(work, letter):
    put(letter, LetterState.CHECKED)
    type(work.case).objects.filter(pk=work.case.pk).update(stage="preparation")

    answer = work.client.post(
        work.url("letter_offer", letter.pk), {"version": 1, **day_of("happened_on", TODAY)}
    )

    assert answer.status_code == 422
    assert "Letters and messages go out at the stage Conference." in answer.content.decode()
    assert LetterOffer.objects.count() == 0


def test_a_letter_of_another_case_is_not_found(work):
    foreign = LetterFactory(case=work.foreign.case)
    pages = [work.url(name, foreign.pk) for name in ("letter", *STEPS)]

    assert knock(work.client, pages) == all_of(pages, 404)


@pytest.mark.parametrize(("name", "status"), [("supervisor", 403), ("neighbour", 404)])
def test_who_may_take_no_step(work, letter, name, status):
    pages = [work.url(step, letter.pk) for step in STEPS]

    assert knock(work.world.client(name), pages) == all_of(pages, status)


def test_who_was_taken_off_the_case_finds_no_letter(work, letter):
    client = work.client
    work.case.workers.update(until_at=NOON)

    assert client.get(work.url("letter", letter.pk)).status_code == 404
    assert client.get(work.url("write")).status_code == 404
    assert client.post(work.url("letter_edit", letter.pk), {"version": 1}).status_code == 404
    assert client.post(add(work), written()).status_code == 404


def test_what_stands_in_the_way_is_said_beforehand_with_where_it_is_mended(work, letter):
    put(letter, "checked", checked_by=work.world.users["colleague"])
    assert "cannot go to the other side today" not in shown(work, letter)
    CourtOrder.objects.create(
        area=work.case.area,
        case=work.case,
        against=work.responsible,
        kind="restraining",
        forbids_contact=True,
        from_on=TODAY,
        recorded_at=NOON,
    )
    Clearance.objects.update(ended_at=NOON)

    step = work.client.get(work.url("letter_offer", letter.pk)).content.decode()
    for page in (shown(work, letter), step):
        assert "No signed-off risk assessment is in force today." in page
        assert reverse("risk:list", args=["kent", work.case.reference]) in page
        assert "An order or condition forbids contact between the two" in page
        assert work.url("custody", work.responsible.pk) in page
    assert "Daniel" not in step
