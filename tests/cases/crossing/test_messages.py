import pytest

from areas.scoping import Stale
from audit.models import Event
from cases.actions.activity import ImpossibleDay
from cases.actions.crossing import NotAgreed, NotOpposed, OwnCheck, StepRefused
from cases.actions.messages import (
    agree_to_message,
    check_message,
    leave_message_unanswered,
    offer_message,
    pass_on,
    take_message,
    take_message_back,
)
from cases.models import Message
from cases.queries.message_steps import open_message_steps
from cases.stages import MessageAnswer, ShuttleState
from tests.factories.cases import ConsentFactory, ParticipantFactory
from tests.moments import NOON, TODAY

from .conftest import DAY, put


def said(work, **given):
    told = {"sender": work.responsible, "recipient": work.harmed, "text": "Why me?"}
    told |= {"said_on": TODAY, "by": work.by, "now": NOON}
    return take_message(work.case, **{**told, **given})


def states(message):
    message.refresh_from_db()
    return message.state, message.offered_on, message.passed_on_on


def test_what_somebody_asked_to_pass_on_is_written_down(work):
    message = Message.objects.get(pk=said(work).pk)

    assert (message.pair, message.text, message.state, message.consent) == (
        work.case.pairs.get(),
        "Why me?",
        ShuttleState.SAID,
        None,
    )
    assert Event.objects.get(verb="message.said").detail == {
        "case": work.case.reference,
        "to": str(work.harmed.pk),
    }


def test_messages_are_carried_between_the_two_of_a_pair(work):
    supporter = ParticipantFactory(case=work.case, role="supporter", side="harmed")

    with pytest.raises(NotOpposed, match="whom the case is about"):
        said(work, recipient=supporter)
    with pytest.raises(NotOpposed):
        said(work, recipient=work.foreign)

    assert Message.objects.count() == 0


def test_whoever_wrote_it_down_may_check_it(work, message):
    check_message(message, by=work.by, now=NOON)

    message.refresh_from_db()
    assert (message.state, message.checked_by) == (ShuttleState.CHECKED, work.by.user)


def test_in_a_sensitive_case_a_second_person_checks_it(work, message):
    work.case.is_sensitive = True
    work.case.save()

    with pytest.raises(OwnCheck):
        check_message(message, by=work.by, now=NOON)

    check_message(message, by=work.world.actor("colleague"), now=NOON)
    assert states(message)[0] == ShuttleState.CHECKED


def test_who_said_it_agrees_that_exactly_this_is_passed_on(work, message):
    put(message, ShuttleState.CHECKED, consent=None)

    agree_to_message(
        message, happened_on=TODAY, method="verbal", wording_version="2", by=work.by, now=NOON
    )

    message.refresh_from_db()
    assert (message.consent.participant, message.consent.method) == (work.responsible, "verbal")


def offered(work, message, answer=MessageAnswer.WAITING):
    put(message, ShuttleState.CHECKED)
    return offer_message(message, happened_on=TODAY, answer=answer, by=work.by, now=NOON)


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (MessageAnswer.WAITING, (ShuttleState.OFFERED, TODAY, None)),
        (MessageAnswer.NOT_NOW, (ShuttleState.KEPT, TODAY, None)),
        (MessageAnswer.HEARD, (ShuttleState.PASSED_ON, TODAY, TODAY)),
    ],
)
def test_a_message_is_offered_and_perhaps_answered_at_once(work, message, answer, found):
    offered(work, message, answer)

    assert states(message) == found


@pytest.mark.parametrize(
    ("answer", "state"),
    [(MessageAnswer.NOT_NOW, ShuttleState.KEPT), (MessageAnswer.HEARD, ShuttleState.PASSED_ON)],
)
def test_what_the_recipient_says_later_decides(work, message, answer, state):
    message = offered(work, message)

    pass_on(message, answer=answer, happened_on=TODAY, by=work.by, now=NOON)

    assert states(message)[0] == state


def test_a_message_that_was_heard_made_both_take_part(work, message):
    offered(work, message, MessageAnswer.HEARD)

    for row in (work.harmed, work.responsible):
        row.refresh_from_db()
    assert (work.harmed.status, work.responsible.status) == ("participated", "participated")
    assert Event.objects.filter(verb="message.passed_on").count() == 1


def test_a_kept_message_is_offered_again(work, message):
    put(message, ShuttleState.KEPT, offered_on=TODAY - DAY)

    offer_message(message, happened_on=TODAY, by=work.by, now=NOON)

    assert states(message) == (ShuttleState.OFFERED, TODAY, None)


def test_an_offer_is_asked_for_consent_and_so_is_the_passing_on(work, message):
    message = offered(work, message)
    ConsentFactory(
        participant=work.responsible,
        purpose="share_other_party",
        state="withdrawn",
        happened_on=TODAY,
    )

    with pytest.raises(NotAgreed):
        pass_on(message, answer="heard", happened_on=TODAY, by=work.by, now=NOON)
    with pytest.raises(NotAgreed):
        offer_message(put(message, ShuttleState.KEPT), happened_on=TODAY, by=work.by, now=NOON)

    assert states(message)[0] == ShuttleState.KEPT


def test_a_message_without_a_word_for_it_is_not_offered(work, message):
    with pytest.raises(StepRefused, match="whoever said it has agreed"):
        offer_message(
            put(message, ShuttleState.CHECKED, consent=None),
            happened_on=TODAY,
            by=work.by,
            now=NOON,
        )


def test_who_said_it_takes_it_back_before_it_is_passed_on(work, message):
    take_message_back(message, happened_on=TODAY, by=work.by, now=NOON)

    message.refresh_from_db()
    assert (message.state, message.consent) == (ShuttleState.TAKEN_BACK, None)


def heard(message):
    return put(message, ShuttleState.PASSED_ON, passed_on_on=TODAY, offered_on=TODAY)


def test_an_answer_is_a_message_the_other_way_and_there_is_one(work, message):
    ends = {"sender": work.harmed, "recipient": work.responsible}
    with pytest.raises(StepRefused):
        said(work, **ends, answers=message)
    with pytest.raises(NotOpposed):
        said(work, answers=heard(message))

    answer = said(work, **ends, answers=message)

    assert Message.objects.get(pk=answer.pk).answers == message
    with pytest.raises(StepRefused):
        said(work, **ends, answers=message)


def test_that_there_will_be_no_answer_is_recorded(work, message):
    leave_message_unanswered(heard(message), happened_on=TODAY, by=work.by, now=NOON)

    message.refresh_from_db()
    assert message.unanswered_on == TODAY
    with pytest.raises(StepRefused):
        leave_message_unanswered(message, happened_on=TODAY, by=work.by, now=NOON)


def test_a_stale_step_is_refused(work, message):
    seen = Message.objects.get(pk=message.pk)
    check_message(message, by=work.by, now=NOON)

    with pytest.raises(Stale):
        check_message(seen, by=work.by, now=NOON)


def test_a_message_is_offered_after_it_was_said(work, message):
    with pytest.raises(ImpossibleDay):
        offer_message(
            put(message, ShuttleState.CHECKED),
            happened_on=TODAY - 2 * DAY,
            by=work.by,
            now=NOON,
        )


@pytest.mark.parametrize(
    ("state", "names"),
    [
        (ShuttleState.SAID, ["check", "edit", "take_back"]),
        (ShuttleState.CHECKED, ["offer", "take_back"]),
        (ShuttleState.OFFERED, ["pass_on", "take_back"]),
        (ShuttleState.KEPT, ["offer", "take_back"]),
        (ShuttleState.PASSED_ON, ["reply", "unanswered"]),
        (ShuttleState.TAKEN_BACK, []),
        (ShuttleState.STOPPED, ["check", "take_back"]),
    ],
)
def test_the_table_says_what_may_follow_what(work, message, state, names):
    columns = {"passed_on_on": TODAY} if state == ShuttleState.PASSED_ON else {}

    steps = open_message_steps(put(message, state, **columns))

    assert [step.name for step in steps] == names
