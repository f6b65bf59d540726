import pytest

from tests.factories.activities import (
    LetterOfferFactory,
    LetterReviewFactory,
    LetterVersionFactory,
    MessageFactory,
)
from tests.moments import TODAY

from .conftest import agreed, put

pytestmark = pytest.mark.browser


@pytest.fixture
def busy(transactional_db, work, letter, message):
    """A letter and a message under way; gives the addresses of their pages."""
    first = LetterVersionFactory(letter=letter, recorded_by=letter.recorded_by, body="The first.")
    LetterVersionFactory(
        letter=letter, recorded_by=letter.recorded_by, number=2, body="I am sorry.\n\nEvery day."
    )
    LetterReviewFactory(version=first, recorded_by=letter.recorded_by, verdict="change")
    put(letter, "offered", may_know=["from", "sorry"])
    LetterOfferFactory(letter=letter, answer="wanted", answered_on=TODAY)
    heard = MessageFactory(
        pair=message.pair,
        state="passed_on",
        recorded_by=message.recorded_by,
        offered_on=TODAY,
        passed_on_on=TODAY,
    )
    agreed(heard, work.responsible)
    ends = (work.harmed.pk, work.responsible.pk)
    return [
        work.url("activities"),
        work.url("write"),
        work.url("letter_add", *ends),
        work.url("letter", letter.pk),
        work.url("letter_version", letter.pk, first.pk),
        work.url("letter_edit", letter.pk),
        *[work.url(f"letter_{step}", letter.pk) for step in ("check", "consent", "offer")],
        work.url("letter_deliver", letter.pk),
        work.url("message_add", *ends),
        work.url("message", heard.pk),
        work.url("message_offer", message.pk),
    ]


def test_every_page_of_letters_and_messages_fits_and_keeps_nobody_out(busy, walker, work):
    walker.become(work.world.users["facilitator"])
    for address in busy:
        walker.visit(address)


def test_something_is_carried_by_pressing_alone(transactional_db, walker, work):
    walker.become(work.world.users["facilitator"]).visit(work.url("activities"))
    walker.follow("Write a letter or pass on a message")
    walker.follow("Pass on a message to Jessica M. (from Daniel R.)")

    walker.answer(text="Tell her that it was not her fault.", said_on=TODAY).send()

    walker.reads("The message has been saved.")
    walker.follow("Check the message").answer(read="on").send()
    walker.reads("Record that they agree to pass it on")
