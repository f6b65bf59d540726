"""What restorative justice is can be explained at a session: whoever hears it is informed."""

import pytest

from audit.models import Event
from cases.actions.information import NobodyWasTold
from cases.actions.sessions import record_session, settle_session
from cases.models import ContactEntry, Session
from cases.queries.next_steps import standing_of
from tests.cases.work.conftest import moment_of
from tests.moments import NOON

from .conftest import EARLIER, planned

EXPLAINED = {
    "information": ["process", "choice"],
    "information_format": "spoken",
    "information_language": "en",
}
TOLD = (
    "What restorative justice is and how it goes; "
    "That it is voluntary and can be stopped at any time (Spoken, English)"
)


def informed(work):
    return standing_of(work.case, work.by).informed


def settle(work, session, **given):
    given = {"attendance": "held", "minutes": 60, **EXPLAINED, **given}
    return settle_session(session, happened_at=EARLIER, by=work.by, now=NOON, **given)


def test_whoever_heard_it_at_a_session_is_informed_without_a_contact(work):
    session = planned(work.responsible, happened_at=EARLIER)
    settle(work, session)

    assert informed(work) == {work.responsible.pk}
    assert Session.objects.get().told == TOLD
    assert ContactEntry.objects.count() == 0
    assert Event.objects.filter(verb="session.recorded").count() == 1


def test_a_session_at_which_nothing_was_explained_informs_nobody(work):
    record_session(
        work.responsible,
        purpose="assessment",
        meeting="phone",
        happened_at=EARLIER,
        minutes=60,
        information_language="en",
        by=work.by,
        now=NOON,
    )

    assert informed(work) == set()
    assert Session.objects.get().information_language == ""


@pytest.mark.parametrize("became", [{"attendance": "not_attended"}, {"attendance": "cancelled"}])
def test_nobody_is_told_at_a_session_that_was_not_held(work, became):
    session = planned(work.responsible, happened_at=EARLIER)

    with pytest.raises(NobodyWasTold, match="Nobody was there"):
        settle(work, session, whose_doing="prison", **became)
    session.refresh_from_db()
    assert (session.attendance, informed(work)) == ("planned", set())
    assert Event.objects.filter(verb="session.recorded").count() == 0


def test_the_form_asks_and_the_session_and_the_history_say_it(work):
    session = planned(work.responsible, happened_at=EARLIER)
    address = work.url("session_record", session.pk)
    asked = work.client.get(address).context["form"]
    told = {"attendance": "held", "minutes": "60", **EXPLAINED, **moment_of("happened_at", EARLIER)}
    work.client.post(address, told)

    assert asked["information_language"].value() == work.responsible.person.language
    assert TOLD in work.client.get(work.url("session", session.pk)).content.decode()
    history = work.client.get(work.url("history")).content.decode()
    assert f"Information given: {TOLD}." in history


@pytest.mark.parametrize(
    ("told", "errors"),
    [
        (
            {"information_format": "", "information_language": ""},
            {
                "information_format": ["Select in which form you gave the information"],
                "information_language": ["Select the language of the information"],
            },
        ),
        (
            {"attendance": "not_attended"},
            {"information": ["Leave this out: they are told when it is held."]},
        ),
    ],
)
def test_what_cannot_be_stands_beside_its_question(work, told, errors):
    session = planned(work.responsible, happened_at=EARLIER)
    told = {"attendance": "held", "minutes": "60", **EXPLAINED, **told}
    answer = work.client.post(
        work.url("session_record", session.pk), {**told, **moment_of("happened_at", EARLIER)}
    )

    assert (answer.status_code, answer.context["form"].errors) == (422, errors)
    assert answer.context["form"]["information"].value() == ["process", "choice"]
