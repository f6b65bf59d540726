"""A slip of the pen in a message is put right before anybody checks it."""

import pytest

from areas.scoping import Stale
from audit.models import Event
from cases.actions.case_work import WorkRefused
from cases.actions.messages import change_message, check_message
from cases.models import Note, TimelineEntry
from cases.stages import ShuttleState
from tests.moments import NOON

from .conftest import put

RIGHT = "Tell her that I was not the first."


def change(work, message, **given):
    told = {"text": RIGHT, "version": message.version, "by": work.by, "now": NOON, **given}
    return change_message(message, **told)


def test_the_words_are_put_right_and_those_before_are_kept(work, message):
    before = message.text
    changed = change(work, message)

    assert (changed.text, changed.state, changed.version) == (RIGHT, ShuttleState.SAID, 2)
    note = Note.objects.get()
    assert note.body.endswith(before)
    assert (note.participant, note.audience) == (work.responsible, "team")
    event = Event.objects.get(verb="message.changed")
    assert event.detail == {"case": work.case.reference, "to": str(work.harmed.pk)}
    history = work.client.get(work.url("history")).content.decode()
    assert "Message from Daniel R. changed before it was checked" in history
    assert before in history


def test_its_sender_agrees_anew_and_who_changed_it_does_not_check_it_alone(work, message):
    assert message.consent
    colleague = work.world.actor("colleague")
    changed = change(work, message, by=colleague)
    work.case.is_sensitive = True
    work.case.save()

    assert changed.consent is None
    with pytest.raises(WorkRefused, match="somebody else must check it"):
        check_message(changed, by=colleague, now=NOON)


@pytest.mark.parametrize("state", [ShuttleState.CHECKED, ShuttleState.OFFERED, ShuttleState.KEPT])
def test_what_was_checked_is_not_changed(work, message, state):
    put(message, state)

    with pytest.raises(WorkRefused, match="checked already"):
        change(work, message)


@pytest.mark.parametrize(
    ("given", "refusal"), [({"version": 0}, Stale), ({"text": ""}, WorkRefused)]
)
def test_a_stale_change_and_one_of_nothing_are_refused_and_leave_no_trace(
    work, message, given, refusal
):
    given = {"text": message.text} if "text" in given else given

    with pytest.raises(refusal):
        change(work, message, **given)
    assert Note.objects.count() == 0
    assert TimelineEntry.objects.filter(kind="message.changed").count() == 0


def test_the_page_is_prefilled_speaks_of_the_recipient_alone_and_leads_back(work, message):
    page = work.url("message_edit", message.pk)
    shown = work.client.get(page)
    answer = work.client.post(page, {"text": RIGHT, "version": message.version}, follow=True)

    assert shown.context["form"]["text"].value() == message.text
    assert "Daniel" not in shown.content.decode()
    assert answer.redirect_chain == [(work.url("message", message.pk), 302)]
    assert RIGHT in answer.content.decode()


def test_whoever_was_overtaken_keeps_their_words_and_sees_the_others(work, message):
    page = work.url("message_edit", message.pk)
    change(work, message, text="Theirs.")
    late = work.client.post(page, {"text": RIGHT, "version": "1"})
    empty = work.client.post(page, {"text": "", "version": "2"})

    text = late.content.decode()
    assert (late.status_code, RIGHT in text, "Theirs." in text) == (409, True, True)
    assert (empty.status_code, late.context["form"]["version"].value()) == (422, "2")
