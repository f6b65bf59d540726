import pytest

from audit.models import Event
from cases.actions.on_the_way import stop_on_the_way
from cases.models import Letter, Message
from cases.queries.on_the_way import letters_on_the_way, messages_on_the_way
from cases.stages import LetterState, ShuttleState
from tests.factories.activities import LetterFactory
from tests.moments import NOON, TODAY

from .conftest import put

GONE = {"delivered": {"delivered_on": TODAY}}
HEARD = {"passed_on": {"passed_on_on": TODAY}}


@pytest.mark.parametrize(
    ("state", "after"),
    [
        ("draft", "stopped"),
        ("checked", "stopped"),
        ("offered", "stopped"),
        ("kept", "stopped"),
        ("delivered", "delivered"),
        ("taken_back", "taken_back"),
    ],
)
@pytest.mark.parametrize("who", ["author", "recipient"])
def test_a_letter_stops_when_either_steps_back(work, letter, state, after, who):
    put(letter, state, **GONE.get(state, {}))

    stop_on_the_way(getattr(letter, who), by=work.by, now=NOON)

    letter.refresh_from_db()
    assert letter.state == after
    assert Event.objects.filter(verb="letter.stopped").count() == int(after == "stopped")


@pytest.mark.parametrize(
    ("state", "after"),
    [
        ("said", "stopped"),
        ("checked", "stopped"),
        ("offered", "stopped"),
        ("kept", "stopped"),
        ("passed_on", "passed_on"),
    ],
)
def test_a_message_stops_when_either_steps_back(work, message, state, after):
    put(message, state, **HEARD.get(state, {}))

    stop_on_the_way(work.harmed, by=work.by, now=NOON)

    message.refresh_from_db()
    assert message.state == after


def test_what_was_stopped_is_agreed_to_and_checked_anew(work, letter, message):
    put(letter, "checked", checked_by=work.world.users["colleague"], checked_at=NOON)
    put(message, "offered")

    assert stop_on_the_way(work.responsible, by=work.by, now=NOON) == 2

    stopped = Letter.objects.get(), Message.objects.get()
    assert [(one.consent, one.checked_by, one.version) for one in stopped] == [(None, None, 2)] * 2
    assert [one.state for one in stopped] == [LetterState.STOPPED, ShuttleState.STOPPED]


def test_what_others_wrote_to_one_another_goes_on(work, letter):
    other = LetterFactory(case=work.case)

    stop_on_the_way(work.harmed, by=work.by, now=NOON)

    other.refresh_from_db()
    assert other.state == LetterState.DRAFT


def test_what_is_on_the_way_to_and_from_somebody_is_known_beforehand(work, letter, message):
    assert list(letters_on_the_way(work.by, work.harmed)) == [letter]
    assert list(messages_on_the_way(work.by, work.responsible)) == [message]
    assert letters_on_the_way(work.by, work.foreign).exists() is False
