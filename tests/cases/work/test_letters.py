from datetime import timedelta

import pytest

from areas.scoping import Stale
from audit.models import Event
from cases.actions.activity import CaseClosed, ImpossibleDay
from cases.actions.letters import (
    AuthorLeft,
    NotOpposed,
    OwnCheck,
    RecipientNotReady,
    StepRefused,
    answer_offer,
    change_letter,
    check_letter,
    deliver_letter,
    offer_letter,
    write_letter,
)
from cases.models import Letter
from cases.queries.letter_steps import open_steps, step_named
from cases.stages import LetterState, OfferAnswer, Stage
from tests.factories.activities import LetterFactory, LetterOfferFactory
from tests.factories.cases import ParticipantFactory
from tests.moments import NOON, TODAY

A_DAY = timedelta(days=1)


@pytest.fixture
def letter(work):
    return LetterFactory(
        case=work.case,
        author=work.responsible,
        recipient=work.harmed,
        recorded_by=work.world.users["facilitator"],
        happened_on=TODAY - A_DAY,
    )


def put(letter, state, answer=None, **columns):
    """The letter in a state of the table, its latest offer answered so."""
    type(letter).objects.filter(pk=letter.pk).update(state=state, **columns)
    if answer:
        LetterOfferFactory(letter=letter, answer=answer)
    letter.refresh_from_db()
    return letter


def test_a_letter_is_written_from_one_side_to_the_other(work):
    letter = write_letter(
        work.case,
        author=work.responsible,
        recipient=work.harmed,
        body="I am sorry.",
        happened_on=TODAY,
        by=work.by,
        now=NOON,
    )

    assert Letter.objects.get(pk=letter.pk).body == "I am sorry."
    assert Event.objects.get(verb="letter.written").detail == {
        "case": work.case.reference,
        "to": str(letter.recipient_id),
    }


@pytest.mark.parametrize("who", ["themselves", "foreign", "neutral"])
def test_a_letter_within_one_side_or_out_of_the_case_is_refused(work, who):
    author = {
        "themselves": work.harmed,
        "foreign": work.foreign,
        "neutral": ParticipantFactory(case=work.case, role="interpreter", side="neutral"),
    }[who]

    with pytest.raises(NotOpposed):
        write_letter(
            work.case,
            author=author,
            recipient=work.harmed,
            body="?",
            happened_on=TODAY,
            by=work.by,
            now=NOON,
        )


def test_a_checked_letter_that_is_changed_must_be_checked_again(work, letter):
    put(letter, LetterState.CHECKED, checked_by=work.world.users["colleague"], checked_at=NOON)

    change_letter(letter, body="Better.", version=1, by=work.by, now=NOON)

    letter.refresh_from_db()
    assert (letter.body, letter.state, letter.checked_by, letter.version) == (
        "Better.",
        LetterState.DRAFT,
        None,
        2,
    )


def test_a_second_person_checks_it(work, letter):
    check_letter(letter, by=work.world.actor("colleague"), now=NOON)

    letter.refresh_from_db()
    assert (letter.state, letter.checked_by) == (
        LetterState.CHECKED,
        work.world.users["colleague"],
    )


def test_the_writer_cannot_be_the_second_person(work, letter):
    with pytest.raises(OwnCheck):
        check_letter(letter, by=work.by, now=NOON)


def test_whoever_changed_it_last_cannot_be_the_second_person(work, letter):
    colleague = work.world.actor("colleague")
    changed = change_letter(letter, body="By me.", version=1, by=colleague, now=NOON)

    with pytest.raises(OwnCheck):
        check_letter(changed, by=colleague, now=NOON)


@pytest.mark.parametrize("state", [LetterState.CHECKED, LetterState.KEPT])
def test_a_checked_or_kept_letter_is_offered(work, letter, state):
    offer = offer_letter(put(letter, state), happened_on=TODAY, by=work.by, now=NOON)

    letter.refresh_from_db()
    assert (letter.state, offer.answer) == (LetterState.OFFERED, OfferAnswer.WAITING)
    assert Event.objects.get(verb="letter.offered").detail == {
        "case": work.case.reference,
        "to": str(letter.recipient_id),
    }


def test_a_letter_is_offered_at_the_stage_conference_only(work, letter):
    put(letter, LetterState.CHECKED)
    type(work.case).objects.filter(pk=work.case.pk).update(stage=Stage.PREPARATION)

    with pytest.raises(StepRefused, match="at the stage Conference"):
        offer_letter(letter, happened_on=TODAY, by=work.by, now=NOON)


@pytest.mark.parametrize(
    "columns", [{"may_contact": "no"}, {"status": "withdrew"}, {"status": "not_contacted"}]
)
def test_a_letter_goes_to_nobody_who_does_not_hear_from_us(work, letter, columns):
    type(work.harmed).objects.filter(pk=work.harmed.pk).update(**columns)
    put(letter, LetterState.CHECKED)

    with pytest.raises(RecipientNotReady):
        offer_letter(letter, happened_on=TODAY, by=work.by, now=NOON)

    put(letter, LetterState.OFFERED, OfferAnswer.WANTED)
    with pytest.raises(RecipientNotReady):
        deliver_letter(letter, delivered_on=TODAY, by=work.by, now=NOON)


def test_the_letter_of_somebody_who_stepped_back_goes_nowhere(work, letter):
    type(work.responsible).objects.filter(pk=work.responsible.pk).update(status="withdrew")

    with pytest.raises(AuthorLeft):
        offer_letter(put(letter, LetterState.CHECKED), happened_on=TODAY, by=work.by, now=NOON)
    with pytest.raises(AuthorLeft):
        deliver_letter(
            put(letter, LetterState.OFFERED, OfferAnswer.WANTED),
            delivered_on=TODAY,
            by=work.by,
            now=NOON,
        )

    assert Event.objects.filter(verb__startswith="letter.").count() == 0


@pytest.mark.parametrize("day", [TODAY - 2 * A_DAY, TODAY + A_DAY])
def test_an_offer_lies_between_the_writing_and_today(work, letter, day):
    with pytest.raises(ImpossibleDay):
        offer_letter(put(letter, LetterState.CHECKED), happened_on=day, by=work.by, now=NOON)


@pytest.mark.parametrize(
    ("answer", "state"),
    [(OfferAnswer.WANTED, LetterState.OFFERED), (OfferAnswer.NOT_NOW, LetterState.KEPT)],
)
def test_an_answer_decides_whether_it_is_kept(work, letter, answer, state):
    put(letter, LetterState.OFFERED, OfferAnswer.WAITING)

    answer_offer(letter, answer=answer, answered_on=TODAY, by=work.by, now=NOON)

    letter.refresh_from_db()
    assert (letter.state, letter.offers.get().answer) == (state, answer)


def test_a_wanted_letter_is_delivered_and_both_took_part(work, letter):
    put(letter, LetterState.OFFERED, OfferAnswer.WANTED)

    deliver_letter(letter, delivered_on=TODAY, by=work.by, now=NOON)

    for row in (letter, work.harmed, work.responsible):
        row.refresh_from_db()
    assert (letter.state, letter.delivered_on) == (LetterState.DELIVERED, TODAY)
    assert (work.harmed.status, work.responsible.status) == ("participated", "participated")


@pytest.mark.parametrize("answer", [OfferAnswer.WAITING, OfferAnswer.NOT_NOW])
def test_a_letter_that_is_not_wanted_is_not_delivered(work, letter, answer):
    put(letter, LetterState.OFFERED, answer)

    with pytest.raises(StepRefused):
        deliver_letter(letter, delivered_on=TODAY, by=work.by, now=NOON)

    assert Event.objects.filter(verb="letter.delivered").count() == 0


def test_a_stale_step_is_refused(work, letter):
    put(letter, LetterState.OFFERED, OfferAnswer.WANTED)
    seen = Letter.objects.get(pk=letter.pk)
    deliver_letter(letter, delivered_on=TODAY, by=work.by, now=NOON)

    with pytest.raises(Stale):
        deliver_letter(seen, delivered_on=TODAY, by=work.by, now=NOON)


def test_nothing_is_done_with_a_letter_of_a_closed_case(work, letter):
    work.close()

    with pytest.raises(CaseClosed):
        check_letter(letter, by=work.world.actor("colleague"), now=NOON)


@pytest.mark.parametrize(
    ("state", "answer", "names"),
    [
        (LetterState.DRAFT, None, ["check", "edit"]),
        (LetterState.CHECKED, None, ["offer", "edit"]),
        (LetterState.OFFERED, OfferAnswer.WAITING, ["answer"]),
        (LetterState.OFFERED, OfferAnswer.WANTED, ["deliver", "answer"]),
        (LetterState.KEPT, OfferAnswer.NOT_NOW, ["offer", "edit"]),
        (LetterState.DELIVERED, OfferAnswer.WANTED, []),
    ],
)
def test_the_table_says_what_may_follow_what(work, letter, state, answer, names):
    columns = {"delivered_on": TODAY} if state == LetterState.DELIVERED else {}
    put(letter, state, answer, **columns)

    assert [step.name for step in open_steps(letter, letter.offers.first())] == names


def test_an_answer_needs_an_offer(work, letter):
    assert step_named("answer").is_open(put(letter, LetterState.OFFERED), None) is False
