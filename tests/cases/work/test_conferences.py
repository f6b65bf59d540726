from datetime import timedelta

import pytest

from audit.models import Event
from cases.actions.activity import ImpossibleDay
from cases.actions.case_work import SomebodyWasFirst
from cases.actions.conferences import (
    NotWilling,
    NotYet,
    OneSideOnly,
    plan_conference,
    record_conference,
)
from cases.actions.consents import record_consent
from cases.actions.orders import ForbiddenByOrder
from cases.actions.participants import update_participant
from cases.models import Case, Clearance, Conference, ConferenceAttendance, CourtOrder
from cases.queries.activities import is_cleared_at
from cases.stages import Attendance
from tests.factories.activities import ConferenceAttendanceFactory
from tests.factories.cases import ConsentFactory, ParticipantFactory
from tests.moments import NOON, TODAY

from .conftest import OPENED

EARLIER, LATER = NOON - timedelta(hours=2), NOON + timedelta(days=7)


def plan(work, **given):
    wish = {"form": "conf", "meeting": "in_person", "happened_at": LATER, **given}
    wish.setdefault("participants", [work.harmed, work.responsible])
    return plan_conference(work.case, by=work.by, now=NOON, **wish)


def held(work, conference, **given):
    said = {"attendance": "held", "happened_at": EARLIER, "minutes": 90, "apology_given": "yes"}
    said["came"] = [work.harmed, work.responsible]
    return record_conference(conference, by=work.by, now=NOON, **{**said, **given})


def test_a_conference_is_planned_with_those_who_are_expected(work):
    conference = plan(work)

    places = ConferenceAttendance.objects.filter(conference=conference)
    assert set(places.values_list("participant_id", "came")) == {
        (work.harmed.pk, None),
        (work.responsible.pk, None),
    }
    assert Event.objects.get(verb="conference.planned").detail == {
        "case": work.case.reference,
        "form": "conf",
        "expected": 2,
    }


def test_one_side_alone_is_no_conference(work, planned):
    with pytest.raises(OneSideOnly):
        plan(work, participants=[work.harmed])
    with pytest.raises(OneSideOnly):
        held(work, planned, came=[work.responsible])


def test_nobody_who_stepped_back_is_expected(work):
    type(work.harmed).objects.filter(pk=work.harmed.pk).update(status="withdrew")

    with pytest.raises(NotWilling):
        plan(work)


@pytest.mark.parametrize("state", ["withdrawn", "refused"])
def test_nobody_is_expected_who_has_said_no_to_taking_part(work, state):
    ConsentFactory(participant=work.harmed, state=state)

    with pytest.raises(NotWilling, match="does not agree to take part"):
        plan(work)


@pytest.mark.parametrize("state", ["not_now", "ended"])
def test_no_conference_is_planned_between_two_who_put_it_off_or_ended_it(work, state):
    work.case.pairs.update(state=state)

    with pytest.raises(NotWilling, match="put off or ended"):
        plan(work)


def test_no_conference_is_planned_while_no_risk_assessment_is_in_force(work):
    Clearance.objects.update(ended_at=NOON - timedelta(hours=1))

    with pytest.raises(NotYet, match="No signed-off risk assessment is in force"):
        plan(work)


@pytest.mark.parametrize("state", ["withdrawn", "refused"])
def test_whoever_says_no_to_taking_part_is_expected_at_no_meeting_any_more(work, planned, state):
    ConsentFactory(participant=work.harmed, happened_on=TODAY - timedelta(days=1))
    record_consent(
        work.harmed,
        purpose="participate",
        state=state,
        happened_on=TODAY,
        method="verbal",
        wording_version="1",
        by=work.by,
        now=NOON,
    )

    planned.refresh_from_db()
    assert (planned.attendance, planned.places.filter(participant=work.harmed).exists()) == (
        Attendance.CANCELLED,
        False,
    )


@pytest.mark.parametrize("status", ["declined", "unsuitable"])
def test_whoever_does_not_take_part_any_more_is_expected_at_no_meeting(work, planned, status):
    update_participant(
        work.harmed, version=work.harmed.version, status=status, by=work.by, now=NOON
    )

    planned.refresh_from_db()
    assert planned.attendance == Attendance.CANCELLED


def test_a_held_conference_is_written_with_who_came(work, planned):
    friend = ParticipantFactory(case=work.case, role="supporter", side="neutral", status="willing")
    absent = ConferenceAttendanceFactory(
        conference=planned, participant=ParticipantFactory(case=work.case)
    )

    ConsentFactory(participant=friend)
    held(work, planned, came=[work.harmed, work.responsible, friend], note="They shook hands.")

    planned.refresh_from_db()
    assert (planned.attendance, planned.minutes, planned.apology_given, planned.note) == (
        Attendance.HELD,
        90,
        "yes",
        "They shook hands.",
    )
    assert set(planned.places.values_list("participant_id", "came")) == {
        (work.harmed.pk, True),
        (work.responsible.pk, True),
        (friend.pk, True),
        (absent.participant_id, False),
    }
    assert set(work.case.participants.filter(status="participated")) == {
        work.harmed,
        work.responsible,
        friend,
    }


@pytest.mark.parametrize("attendance", ["not_attended", "cancelled"])
def test_one_that_was_not_held_has_no_length_and_no_apology(work, planned, attendance):
    held(work, planned, attendance=attendance)

    planned.refresh_from_db()
    assert (planned.attendance, planned.minutes, planned.apology_given) == (
        attendance,
        None,
        "unknown",
    )
    assert work.case.participants.filter(status="participated").count() == 0


def test_a_conference_to_come_may_be_cancelled_and_not_held(work, planned):
    with pytest.raises(ImpossibleDay):
        held(work, planned, happened_at=LATER)

    assert held(work, planned, attendance="cancelled", happened_at=LATER).happened_at == LATER


def test_the_stage_must_be_conference(work, planned):
    Case.objects.filter(pk=work.case.pk).update(stage="preparation")

    with pytest.raises(NotYet, match="belongs to the stage Conference"):
        plan(work)
    with pytest.raises(NotYet, match="belongs to the stage Conference"):
        held(work, planned)


def test_a_length_is_needed(work, planned):
    with pytest.raises(NotYet, match="how many minutes"):
        held(work, planned, minutes=None)


def test_risk_must_have_been_cleared_on_the_day(work, planned):
    Clearance.objects.update(ended_at=NOON - timedelta(hours=3))

    with pytest.raises(NotYet, match="risk assessment"):
        held(work, planned)

    assert Conference.objects.get().attendance == Attendance.PLANNED


def test_a_clearance_that_ended_later_stood_on_the_day(work):
    Clearance.objects.update(ended_at=NOON)

    assert is_cleared_at(work.by, work.case, EARLIER) is True
    assert is_cleared_at(work.by, work.case, LATER) is False
    assert is_cleared_at(work.by, work.case, OPENED) is False


def test_it_is_recorded_once(work, planned):
    held(work, planned)

    with pytest.raises(SomebodyWasFirst):
        held(work, planned)


def test_nothing_is_left_of_a_record_that_fails_half_way(work, planned):
    with pytest.raises(Exception, match="does not exist"):
        held(work, planned, came=[work.harmed, work.foreign])

    planned.refresh_from_db()
    assert planned.attendance == Attendance.PLANNED
    assert Event.objects.filter(verb="conference.recorded").count() == 0


@pytest.mark.parametrize("step", ["plan", "record"])
def test_no_meeting_is_arranged_or_held_against_an_order(work, planned, step):
    CourtOrder.objects.create(
        area=work.case.area,
        case=work.case,
        against=work.responsible,
        kind="restraining",
        forbids_contact=True,
        from_on=TODAY - timedelta(days=1),
        recorded_at=NOON,
    )

    with pytest.raises(ForbiddenByOrder):
        plan(work) if step == "plan" else held(work, planned)
