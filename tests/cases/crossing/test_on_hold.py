"""While a case is on hold nothing goes from one side to the other; and what it is closed upon."""

import pytest

from cases.actions.crossing import StepRefused
from cases.actions.letter_passing import deliver_letter, offer_letter
from cases.actions.messages import offer_message
from cases.queries.obstacles import obstacles_of
from cases.stages import LetterState, OfferAnswer, ShuttleState
from tests.factories.programmes import EnrolmentFactory
from tests.moments import NOON, TODAY

from .conftest import DAY, put

WAITS = "The case is on hold until 12 August 2026. Take it off hold to go on."


def hold(work, until=TODAY):
    work.case.hold_until, work.case.hold_reason = until, "risk"
    work.case.save()


def offers(work, letter, message):
    return offer_letter(put(letter, LetterState.CHECKED), happened_on=TODAY, by=work.by, now=NOON)


def delivers(work, letter, message):
    wanted = put(letter, LetterState.OFFERED, OfferAnswer.WANTED)
    return deliver_letter(wanted, delivered_on=TODAY, handover="read", by=work.by, now=NOON)


def offers_a_message(work, letter, message):
    checked = put(message, ShuttleState.CHECKED)
    return offer_message(checked, happened_on=TODAY, by=work.by, now=NOON)


@pytest.mark.parametrize("act", [offers, delivers, offers_a_message])
def test_nothing_crosses_while_the_case_is_on_hold(work, letter, message, act):
    hold(work)
    with pytest.raises(StepRefused) as refused:
        act(work, letter, message)
    assert str(refused.value) == WAITS

    hold(work, TODAY - DAY)
    work.case.refresh_from_db()
    assert act(work, letter, message).pk


def test_the_page_says_so_before_with_the_way_to_end_the_hold(work, letter):
    put(letter, LetterState.CHECKED)
    hold(work)

    (one,) = obstacles_of(work.case, letter, work.by, now=NOON)
    text = work.client.get(work.url("letter", letter.pk)).content.decode()

    assert (one.text, one.kind) == (WAITS, "hold")
    assert WAITS in text
    assert f'{work.url("hold")}">The hold of this case' in text


def test_what_is_under_way_is_said_before_a_case_is_closed(work, letter, message):
    place = EnrolmentFactory(participant=work.responsible)
    page = work.world.client("coordinator").get(work.url("close"))

    assert page.context["unfinished"] == [
        f"The place of Daniel R. on “{place.programme.name}” ends.",
        "The letter from Daniel R. to Jessica M. goes no further (Being written).",
        "The message from Daniel R. to Jessica M. is not passed on (Said, to be checked).",
    ]
    assert page.context["unfinished"][1] in page.content.decode()
    put(letter, LetterState.TAKEN_BACK)
    put(message, ShuttleState.PASSED_ON, passed_on_on=TODAY)
    place.delete()
    again = work.world.client("coordinator").get(work.url("close"))
    assert again.context["unfinished"] == []
