from datetime import timedelta

import pytest

from audit.models import Event
from cases.actions.activity import CaseClosed, CaseGone, ImpossibleDay
from cases.actions.case_work import SomebodyWasFirst, WorkRefused
from cases.actions.sessions import (
    NobodyNamed,
    NotOfThisSide,
    move_session,
    plan_session,
    record_session,
    settle_session,
)
from cases.models import Companion, Session, TimelineEntry
from cases.queries.sessions import answers_of, chain_of
from cases.stages import Attendance
from cases.stages.prompts import Prompt, prompts_for
from tests.moments import NOON

from .conftest import EARLIER, LATER, SOON, beside, planned


def move(work, session, **given):
    given = {"happened_at": SOON, "whose_doing": "prison", **given}
    return move_session(session, by=work.by, now=NOON, **given)


def record(work, **given):
    given = {"purpose": "assessment", "meeting": "phone", "minutes": 60, **given}
    given = {"happened_at": EARLIER, **given}
    return record_session(work.responsible, by=work.by, now=NOON, **given)


def who_was_at(session):
    rows = Companion.objects.filter(session=session).order_by("participant__person__first_name")
    return [one.participant.person.first_name for one in rows]


def test_a_moved_session_leaves_another_in_its_place(work, daughter):
    first = plan_session(
        work.responsible,
        purpose="preparation",
        meeting="in_person",
        happened_at=LATER,
        establishment="MDI",
        place="Visits hall",
        note="Take the first page.",
        companions=[daughter],
        by=work.by,
        now=NOON,
    )
    second = move(work, first, why="Lockdown.", place="Chapel")

    first.refresh_from_db()
    assert (first.attendance, first.whose_doing, first.note) == (
        Attendance.MOVED,
        "prison",
        "Lockdown.",
    )
    assert first.moved_to == second
    assert (second.attendance, second.happened_at, second.note) == (
        Attendance.PLANNED,
        SOON,
        "Take the first page.",
    )
    assert (second.establishment, second.place) == ("MDI", "Chapel")
    assert who_was_at(second) == ["Ana"]
    assert Event.objects.get(verb="session.moved").detail == {
        "case": work.case.reference,
        "purpose": "preparation",
        "whose_doing": "prison",
    }
    assert TimelineEntry.objects.get(kind="session.moved").participant == work.responsible


def test_the_chain_is_read_from_any_of_its_sessions(work):
    first = planned(work.responsible)
    second = move(work, first)
    third = move(work, second, happened_at=LATER, establishment="")
    alone = planned(work.harmed)

    chain = [first, second, third]
    assert [chain_of(one, work.by) for one in (first, second, third)] == [chain] * 3
    assert chain_of(alone, work.by) == [alone]


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"happened_at": EARLIER}, ImpossibleDay),
        ({"happened_at": LATER}, WorkRefused),
        ({"whose_doing": ""}, NobodyNamed),
    ],
)
def test_a_session_is_moved_to_another_time_to_come_for_somebody(work, given, refusal):
    with pytest.raises(refusal):
        move(work, planned(work.responsible), **given)

    assert list(Session.objects.values_list("attendance", flat=True)) == ["planned"]
    assert Event.objects.filter(verb="session.moved").count() == 0


def test_a_session_that_was_recorded_is_not_moved(work):
    with pytest.raises(SomebodyWasFirst):
        move(work, planned(work.responsible, attendance="cancelled"))


def test_nothing_is_moved_in_a_closed_case_or_by_one_who_was_taken_off_it(work):
    session = planned(work.responsible)
    work.case.workers.update(until_at=NOON)
    with pytest.raises(CaseGone):
        move(work, session)
    work.case.workers.update(until_at=None)
    work.close()
    with pytest.raises(CaseClosed):
        move(work, session)


def test_a_cancelled_session_says_whose_doing_it_was(work):
    session = planned(work.responsible)

    with pytest.raises(NobodyNamed):
        settle_session(session, attendance="cancelled", happened_at=LATER, by=work.by, now=NOON)

    settle_session(
        session,
        attendance="cancelled",
        whose_doing="prison",
        happened_at=LATER,
        by=work.by,
        now=NOON,
    )
    assert Event.objects.get(verb="session.recorded").detail == {
        "case": work.case.reference,
        "attendance": "cancelled",
        "purpose": "preparation",
        "whose_doing": "prison",
    }


def test_a_session_that_is_not_over_is_not_held_but_may_be_rounded_up(work):
    with pytest.raises(ImpossibleDay) as refused:
        record(work, happened_at=NOON - timedelta(minutes=30), minutes=60)

    assert "It would last until 12:30pm" in str(refused.value)
    assert record(work, happened_at=NOON - timedelta(minutes=50), minutes=60).minutes == 60


def test_who_was_there_stands_beside_the_session(work, daughter, interpreter):
    session = record(work, companions=[daughter, interpreter, daughter])

    assert who_was_at(session) == ["Ana", "Ines"]


def test_nobody_of_the_other_side_or_of_another_case_is_there(work):
    for stranger in (work.harmed, work.foreign, work.responsible):
        with pytest.raises(NotOfThisSide):
            record(work, companions=[stranger])

    assert Session.objects.count() == 0


def test_nobody_was_at_a_session_that_did_not_take_place(work, daughter):
    session = plan_session(
        work.responsible,
        purpose="preparation",
        meeting="in_person",
        happened_at=LATER,
        companions=[daughter],
        by=work.by,
        now=NOON,
    )
    settle_session(
        session,
        attendance="cancelled",
        whose_doing="service",
        companions=[daughter],
        happened_at=LATER,
        by=work.by,
        now=NOON,
    )

    assert who_was_at(session) == []


def test_what_was_planned_stays_where_nothing_else_is_told(work, daughter):
    session = planned(work.responsible, place="Chapel", establishment="MDI", note="Page one.")
    Companion.objects.create(session=session, participant=daughter, area=work.case.area)
    settle_session(
        session, attendance="held", minutes=30, happened_at=EARLIER, by=work.by, now=NOON
    )

    session.refresh_from_db()
    assert (session.place, session.establishment, session.note) == ("Chapel", "MDI", "Page one.")
    assert who_was_at(session) == ["Ana"]


def test_what_was_said_is_kept_by_question_and_read_in_their_order(work):
    told = {"worries": "His brother.", "why_now": "", "own_part": "He hit her."}
    session = record(work, prompts=told, travel_minutes=90)

    session.refresh_from_db()
    assert answers_of(session) == [
        (str(Prompt.OWN_PART.label), "He hit her."),
        (str(Prompt.WORRIES.label), "His brother."),
    ]
    assert session.travel_minutes == 90
    assert answers_of(planned(work.harmed)) == []


def test_nothing_was_said_at_a_session_that_was_not_held(work):
    session = record(work, attendance="not_attended", prompts={"worries": "x"})

    assert (session.prompts, session.minutes) == ("", None)


def test_each_purpose_has_its_questions_and_each_side_its_beginning():
    harmed, responsible = (prompts_for("assessment", one) for one in ("harmed", "responsible"))

    assert harmed[:2] == (Prompt.WHAT_HAPPENED, Prompt.EFFECT)
    assert responsible[:2] == (Prompt.OWN_PART, Prompt.THINKING)
    assert harmed[2:] == responsible[2:] == prompts_for("assessment", "neutral")
    assert prompts_for("debrief", "harmed") == prompts_for("debrief", "party_b")
    assert set(prompts_for("preparation", "harmed")) & set(harmed) == {Prompt.WORRIES}


def test_a_supporter_may_be_met_too(work):
    mother = beside(work.harmed)
    session = record_session(
        mother,
        purpose="assessment",
        meeting="phone",
        minutes=20,
        happened_at=EARLIER,
        companions=[work.harmed],
        by=work.by,
        now=NOON,
    )

    assert who_was_at(session) == ["Jessica"]
