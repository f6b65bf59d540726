"""One case may go by letter, then by messages, then to a meeting; each counts as something."""

import pytest

from cases.models import Conference, LetterOffer
from cases.queries.activities import first_intervention_on
from cases.queries.next_steps import standing_of
from tests.factories.activities import ConferenceFactory
from tests.moments import NOON, TODAY

from .conftest import DAY, put


def exchanged(work):
    return standing_of(work.case, work.by).exchanged


def test_nothing_was_exchanged_at_first(work, letter, message):
    assert exchanged(work) is False


def test_a_delivered_letter_counts(work, letter):
    put(letter, "delivered", delivered_on=TODAY)

    assert exchanged(work) is True


def test_a_kept_letter_counts_only_after_an_offer(work, letter):
    put(letter, "kept")
    assert exchanged(work) is False

    LetterOffer.objects.create(
        area=work.case.area, letter=letter, happened_on=TODAY, recorded_at=NOON
    )
    assert exchanged(work) is True


def test_a_message_that_was_passed_on_counts(work, message):
    put(message, "passed_on", passed_on_on=TODAY, offered_on=TODAY)

    assert exchanged(work) is True


def test_a_kept_message_counts_only_after_an_offer(work, message):
    put(message, "kept")
    assert exchanged(work) is False

    put(message, "kept", offered_on=TODAY)
    assert exchanged(work) is True


@pytest.mark.parametrize("state", ["taken_back", "stopped"])
def test_what_was_taken_back_or_stopped_does_not_count(work, letter, message, state):
    put(letter, state)
    put(message, state, offered_on=TODAY)

    assert exchanged(work) is False


@pytest.mark.parametrize(("attendance", "counts"), [("planned", False), ("held", True)])
def test_a_meeting_counts_once_it_was_held(work, attendance, counts):
    ConferenceFactory(case=work.case, attendance=attendance)

    assert exchanged(work) is counts


def test_what_crossed_first_is_what_an_agreement_follows(work, letter, message):
    assert first_intervention_on(work.by, work.case) is None

    ConferenceFactory(case=work.case, attendance="held", happened_at=NOON)
    put(letter, "delivered", delivered_on=TODAY - DAY)
    assert first_intervention_on(work.by, work.case) == TODAY - DAY

    put(message, "passed_on", passed_on_on=TODAY - 2 * DAY)
    assert first_intervention_on(work.by, work.case) == TODAY - 2 * DAY
    assert Conference.objects.count() == 1
