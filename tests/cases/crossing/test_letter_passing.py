from datetime import date, timedelta

import pytest

from audit.models import Event
from cases.actions.activity import ImpossibleDay
from cases.actions.consents import record_consent
from cases.actions.crossing import (
    AuthorLeft,
    NotAgreed,
    RecipientNotReady,
    StepRefused,
    pair_of,
)
from cases.actions.letter_passing import (
    agree_to_letter,
    answer_offer,
    deliver_letter,
    keep_letter,
    leave_letter_unanswered,
    offer_letter,
)
from cases.actions.orders import ForbiddenByOrder
from cases.models import Clearance, Consent, CourtOrder, LetterOffer
from cases.stages import LetterState, OfferAnswer, Stage
from people.models import Person
from tests.factories.activities import LetterFactory
from tests.factories.cases import ConsentFactory, ParticipantFactory
from tests.moments import NOON, TODAY

from .conftest import DAY, put


def offered(work, letter, on=TODAY):
    return offer_letter(put(letter, LetterState.CHECKED), happened_on=on, by=work.by, now=NOON)


def delivered(work, letter, on=TODAY):
    wanted = put(letter, LetterState.OFFERED, OfferAnswer.WANTED)
    return deliver_letter(wanted, delivered_on=on, handover="read", by=work.by, now=NOON)


@pytest.fixture(params=[offered, delivered])
def crosses(request, work, letter):
    """Offering and delivering: each asks anew."""
    return lambda: request.param(work, letter)


def test_the_author_agrees_to_the_checked_text_and_the_ledger_says_so(work, letter):
    put(letter, LetterState.CHECKED, consent=None)

    agree_to_letter(
        letter, happened_on=TODAY, method="signed", wording_version="2", by=work.by, now=NOON
    )

    letter.refresh_from_db()
    line = Consent.objects.order_by("recorded_at", "happened_on").last()
    assert letter.consent == line
    assert (line.participant, line.purpose, line.state, line.method) == (
        work.responsible,
        "share_other_party",
        "given",
        "signed",
    )


@pytest.mark.parametrize("state", [LetterState.CHECKED, LetterState.KEPT])
def test_a_checked_or_kept_letter_is_offered(work, letter, state):
    offer = offer_letter(put(letter, state), happened_on=TODAY, by=work.by, now=NOON)

    letter.refresh_from_db()
    assert (letter.state, offer.answer) == (LetterState.OFFERED, OfferAnswer.WAITING)
    assert Event.objects.get(verb="letter.offered").detail == {
        "case": work.case.reference,
        "to": str(work.harmed.pk),
    }


def test_a_letter_is_offered_when_its_author_agreed_to_it(work, letter):
    put(letter, LetterState.CHECKED, consent=None)

    with pytest.raises(StepRefused, match="its author has agreed"):
        offer_letter(letter, happened_on=TODAY, by=work.by, now=NOON)


def test_nothing_crosses_without_the_authors_word_for_it(work, letter):
    put(letter, LetterState.OFFERED, OfferAnswer.WANTED, consent=None)

    with pytest.raises(NotAgreed, match="Record first"):
        deliver_letter(letter, delivered_on=TODAY, by=work.by, now=NOON)


@pytest.mark.parametrize("state", ["withdrawn", "refused"])
def test_nothing_crosses_once_the_author_has_taken_their_word_back(work, crosses, state):
    ConsentFactory(
        participant=work.responsible, purpose="share_other_party", state=state, happened_on=TODAY
    )

    with pytest.raises(NotAgreed, match="not agree any more"):
        crosses()


@pytest.mark.parametrize("state", ["withdrawn", "refused"])
@pytest.mark.parametrize("who", ["responsible", "harmed"])
def test_nothing_crosses_once_one_of_the_two_says_no_to_taking_part(work, crosses, who, state):
    ConsentFactory(participant=getattr(work, who), state=state)

    with pytest.raises((NotAgreed, RecipientNotReady), match="not agree any more to take part"):
        crosses()


def test_a_yes_to_another_letter_carries_none_that_was_taken_back(work, letter):
    told = {"method": "signed", "wording_version": "2", "by": work.by, "now": NOON}
    earlier = {**told, "now": NOON - timedelta(hours=1)}
    other = put(
        LetterFactory(
            case=work.case, author=work.responsible, recipient=work.harmed, happened_on=TODAY - DAY
        ),
        LetterState.CHECKED,
    )
    record_consent(
        work.responsible,
        purpose="share_other_party",
        state="withdrawn",
        happened_on=TODAY,
        **earlier,
    )
    agree_to_letter(other, happened_on=TODAY, **told)

    with pytest.raises(StepRefused, match="its author has agreed"):
        offered(work, letter)
    letter.refresh_from_db()
    agree_to_letter(letter, happened_on=TODAY, **told)
    letter.refresh_from_db()
    assert offer_letter(letter, happened_on=TODAY, by=work.by, now=NOON).answer == "waiting"


def test_what_a_child_says_crosses_when_a_parent_agrees_too(work, crosses):
    born = date(TODAY.year - 15, 1, 1)
    Person.objects.filter(pk=work.responsible.person_id).update(date_of_birth=born)
    mother = ParticipantFactory(case=work.case, role="parent", side="responsible")

    with pytest.raises(NotAgreed, match="parent or guardian agrees"):
        crosses()

    ConsentFactory(participant=work.responsible, purpose="share_other_party", given_by=mother)
    crosses()


@pytest.mark.parametrize("stage", [Stage.ASSESSMENT, Stage.PREPARATION])
def test_nothing_crosses_before_the_stage_conference(work, crosses, stage):
    type(work.case).objects.filter(pk=work.case.pk).update(stage=stage)

    with pytest.raises(StepRefused, match="go out at the stage Conference"):
        crosses()


def test_an_answer_still_crosses_while_the_outcome_is_recorded(work, crosses):
    type(work.case).objects.filter(pk=work.case.pk).update(stage=Stage.OUTCOME)

    crosses()


def test_nothing_crosses_while_no_risk_assessment_is_in_force(work, crosses):
    Clearance.objects.update(ended_at=NOON - timedelta(hours=1))

    with pytest.raises(StepRefused, match="No signed-off risk assessment"):
        crosses()


@pytest.mark.parametrize(
    "columns", [{"may_contact": "no"}, {"status": "withdrew"}, {"status": "not_contacted"}]
)
def test_nothing_goes_to_somebody_who_does_not_hear_from_us(work, crosses, columns):
    type(work.harmed).objects.filter(pk=work.harmed.pk).update(**columns)

    with pytest.raises(RecipientNotReady):
        crosses()


def test_the_letter_of_somebody_who_stepped_back_goes_nowhere(work, crosses):
    type(work.responsible).objects.filter(pk=work.responsible.pk).update(status="withdrew")

    with pytest.raises(AuthorLeft):
        crosses()

    assert Event.objects.filter(verb__startswith="letter.").count() == 0


@pytest.mark.parametrize("state", ["not_now", "ended"])
def test_nothing_crosses_between_two_who_put_it_off_or_ended_it(work, crosses, state):
    work.case.pairs.update(state=state)

    with pytest.raises(StepRefused, match="Take it up again first"):
        crosses()


def test_nothing_crosses_against_an_order_until_a_manager_agrees(work, crosses):
    order = CourtOrder.objects.create(
        area=work.case.area,
        case=work.case,
        against=work.responsible,
        kind="restraining",
        forbids_contact=True,
        from_on=TODAY - DAY,
        recorded_at=NOON,
    )

    with pytest.raises(ForbiddenByOrder):
        crosses()

    order.agreed_by, order.agreed_at = work.world.users["manager"], NOON
    order.save()
    crosses()


def test_the_risk_is_asked_for_the_day_of_the_step(work, letter):
    letter.happened_on = TODAY - 3 * DAY
    letter.save()

    with pytest.raises(StepRefused, match="No signed-off risk assessment"):
        offered(work, letter, on=TODAY - 2 * DAY)


@pytest.mark.parametrize("day", [TODAY - 2 * DAY, TODAY + DAY])
def test_an_offer_lies_between_the_writing_and_today(work, letter, day):
    with pytest.raises(ImpossibleDay):
        offered(work, letter, on=day)

    assert LetterOffer.objects.count() == 0


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
    delivered(work, letter)

    for row in (letter, work.harmed, work.responsible):
        row.refresh_from_db()
    assert (letter.state, letter.delivered_on, letter.handover) == (
        LetterState.DELIVERED,
        TODAY,
        "read",
    )
    assert (work.harmed.status, work.responsible.status) == ("participated", "participated")


@pytest.mark.parametrize("answer", [OfferAnswer.WAITING, OfferAnswer.NOT_NOW])
def test_a_letter_that_is_not_wanted_is_not_delivered(work, letter, answer):
    put(letter, LetterState.OFFERED, answer)

    with pytest.raises(StepRefused):
        deliver_letter(letter, delivered_on=TODAY, by=work.by, now=NOON)

    assert Event.objects.filter(verb="letter.delivered").count() == 0


@pytest.mark.parametrize(
    ("state", "answer"), [(LetterState.CHECKED, None), (LetterState.OFFERED, OfferAnswer.WAITING)]
)
def test_a_letter_that_is_not_to_go_out_now_is_kept_on_file(work, letter, state, answer):
    keep_letter(put(letter, state, answer), by=work.by, now=NOON)

    letter.refresh_from_db()
    assert letter.state == LetterState.KEPT


def test_that_there_will_be_no_answer_is_said_after_the_delivery(work, letter):
    put(letter, LetterState.DELIVERED, delivered_on=TODAY)

    with pytest.raises(ImpossibleDay):
        leave_letter_unanswered(letter, happened_on=TODAY - DAY, by=work.by, now=NOON)


def test_a_pair_is_found_from_either_end(work):
    pair = work.case.pairs.get()

    assert pair_of(work.harmed, work.responsible, by=work.by) == pair
    assert pair_of(work.responsible, work.harmed, by=work.by) == pair
    assert pair_of(work.responsible, work.foreign, by=work.by) is None
