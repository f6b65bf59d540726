import pytest

from areas.scoping import Stale
from audit.models import Event
from cases.actions.activity import CaseClosed
from cases.actions.crossing import NotOpposed, OwnCheck, StepRefused
from cases.actions.letter_passing import deliver_letter, leave_letter_unanswered
from cases.actions.letters import (
    change_letter,
    check_letter,
    return_letter,
    review_letter,
    write_letter,
)
from cases.models import Letter, LetterReview, LetterVersion, TimelineEntry
from cases.queries.letter_steps import open_steps, step_named
from cases.stages import LetterState, OfferAnswer
from tests.factories.cases import ParticipantFactory
from tests.moments import NOON, TODAY

from .conftest import DAY, put


def written(work, **given):
    told = {"author": work.responsible, "recipient": work.harmed, "body": "I am sorry."}
    told |= {"happened_on": TODAY, "by": work.by, "now": NOON}
    return write_letter(work.case, **{**told, **given})


def texts(letter):
    rows = LetterVersion.objects.filter(letter=letter).order_by("number")
    return [(row.number, row.body, row.recorded_by) for row in rows]


def said(letter):
    rows = LetterReview.objects.filter(version__letter=letter).order_by("recorded_at", "pk")
    return [(row.version.number, row.verdict, row.text) for row in rows]


def test_a_letter_is_written_from_one_side_to_the_other_as_its_first_version(work):
    letter = written(work, may_know=["from", "sorry"])

    letter = Letter.objects.get(pk=letter.pk)
    assert (letter.body, letter.may_know, letter.state) == (
        "I am sorry.",
        ["from", "sorry"],
        LetterState.DRAFT,
    )
    assert texts(letter) == [(1, "I am sorry.", work.by.user)]
    assert Event.objects.get(verb="letter.written").detail == {
        "case": work.case.reference,
        "to": str(work.harmed.pk),
    }
    assert TimelineEntry.objects.get(kind="letter.written").participant == work.responsible


@pytest.mark.parametrize("who", ["themselves", "foreign", "neutral"])
def test_a_letter_within_one_side_or_out_of_the_case_is_refused(work, who):
    author = {
        "themselves": work.harmed,
        "foreign": work.foreign,
        "neutral": ParticipantFactory(case=work.case, role="interpreter", side="neutral"),
    }[who]

    with pytest.raises(NotOpposed):
        written(work, author=author)

    assert (Letter.objects.count(), Event.objects.filter(verb="letter.written").count()) == (0, 0)


def test_every_saved_text_is_a_version_and_the_earlier_ones_stay(work, letter):
    letter.recorded_by = work.world.users["colleague"]
    letter.save()

    change_letter(letter, body="Better.", version=1, by=work.by, now=NOON)

    assert texts(letter) == [
        (1, "I am sorry for what I did.", work.world.users["colleague"]),
        (2, "Better.", work.by.user),
    ]


def test_a_checked_letter_that_is_changed_is_checked_and_agreed_to_again(work, letter):
    put(letter, LetterState.CHECKED, checked_by=work.world.users["colleague"], checked_at=NOON)

    change_letter(letter, body="Better.", may_know=["from"], version=1, by=work.by, now=NOON)

    letter.refresh_from_db()
    assert (letter.body, letter.state, letter.checked_by, letter.consent, letter.may_know) == (
        "Better.",
        LetterState.DRAFT,
        None,
        None,
        ["from"],
    )
    assert letter.version == 2


def test_a_stopped_letter_is_taken_up_as_another_draft(work, letter):
    change_letter(
        put(letter, LetterState.STOPPED), body="Once more.", version=1, by=work.by, now=NOON
    )

    letter.refresh_from_db()
    assert letter.state == LetterState.DRAFT


def test_what_is_said_of_a_letter_stands_with_its_newest_version(work, letter):
    review_letter(letter, text="Too long.", by=work.by, now=NOON)
    letter = change_letter(letter, body="Shorter.", version=1, by=work.by, now=NOON + DAY)
    review_letter(letter, text="Good.", by=work.world.actor("colleague"), now=NOON + DAY)

    assert said(letter) == [(1, "comment", "Too long."), (2, "comment", "Good.")]


def test_a_second_person_sends_it_back_to_be_changed(work, letter):
    return_letter(letter, text="Leave her name out.", by=work.world.actor("colleague"), now=NOON)

    letter.refresh_from_db()
    assert (letter.state, said(letter)) == (
        LetterState.DRAFT,
        [(1, "change", "Leave her name out.")],
    )


def test_a_second_person_checks_it(work, letter):
    check_letter(letter, text="It may go.", by=work.world.actor("colleague"), now=NOON)

    letter.refresh_from_db()
    assert (letter.state, letter.checked_by, said(letter)) == (
        LetterState.CHECKED,
        work.world.users["colleague"],
        [(1, "safe", "It may go.")],
    )


def test_the_writer_cannot_be_the_second_person(work, letter):
    with pytest.raises(OwnCheck):
        check_letter(letter, by=work.by, now=NOON)
    with pytest.raises(OwnCheck):
        return_letter(letter, text="I do not like it.", by=work.by, now=NOON)

    assert LetterReview.objects.count() == 0


def test_whoever_changed_it_last_cannot_be_the_second_person(work, letter):
    colleague = work.world.actor("colleague")
    changed = change_letter(letter, body="By me.", version=1, by=colleague, now=NOON)

    with pytest.raises(OwnCheck):
        check_letter(changed, by=colleague, now=NOON)


def delivered(letter):
    return put(letter, LetterState.DELIVERED, delivered_on=TODAY)


def answer_to(work, letter, **given):
    ends = {"author": work.harmed, "recipient": work.responsible}
    return written(work, **{**ends, "answers": letter, **given})


def test_an_answer_is_a_letter_the_other_way(work, letter):
    answer = answer_to(work, delivered(letter))

    assert Letter.objects.get(pk=answer.pk).answers == letter


def test_only_a_delivered_letter_is_answered_and_once(work, letter):
    with pytest.raises(StepRefused):
        answer_to(work, letter)
    answer_to(work, delivered(letter))
    with pytest.raises(StepRefused):
        answer_to(work, letter)


def test_a_letter_that_stays_unanswered_is_not_answered(work, letter):
    leave_letter_unanswered(delivered(letter), happened_on=TODAY, by=work.by, now=NOON)

    letter.refresh_from_db()
    assert letter.unanswered_on == TODAY
    with pytest.raises(StepRefused):
        answer_to(work, letter)


def test_an_answer_goes_back_to_whom_the_letter_is_from(work, letter):
    with pytest.raises(NotOpposed):
        answer_to(work, delivered(letter), author=work.responsible, recipient=work.harmed)


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
        (LetterState.DRAFT, None, ["check", "return", "edit", "review", "take_back"]),
        (LetterState.CHECKED, None, ["offer", "edit", "review", "keep", "take_back"]),
        (LetterState.OFFERED, OfferAnswer.WAITING, ["answer", "keep", "take_back"]),
        (LetterState.OFFERED, OfferAnswer.WANTED, ["deliver", "answer", "keep", "take_back"]),
        (LetterState.KEPT, OfferAnswer.NOT_NOW, ["offer", "edit", "review", "take_back"]),
        (LetterState.DELIVERED, OfferAnswer.WANTED, ["reply", "unanswered"]),
        (LetterState.TAKEN_BACK, None, []),
        (LetterState.STOPPED, None, ["edit", "take_back"]),
    ],
)
def test_the_table_says_what_may_follow_what(work, letter, state, answer, names):
    columns = {"delivered_on": TODAY} if state == LetterState.DELIVERED else {}
    put(letter, state, answer, **columns)

    assert [step.name for step in open_steps(letter, letter.offers.first())] == names


def test_before_the_author_agrees_that_is_what_comes_next(work, letter):
    letter.consent = None

    assert [step.name for step in open_steps(put_unagreed(letter), None)] == [
        "consent",
        "edit",
        "review",
        "keep",
        "take_back",
    ]


def put_unagreed(letter):
    return put(letter, LetterState.CHECKED, consent=None)


def test_an_answer_needs_an_offer(work, letter):
    assert step_named("answer").is_open(put(letter, LetterState.OFFERED), None) is False
