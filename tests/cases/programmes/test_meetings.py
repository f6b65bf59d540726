from datetime import timedelta

import pytest

from audit.models import Event
from cases.actions import programme_meetings
from cases.actions.activity import ImpossibleDay
from cases.actions.case_work import SomebodyWasFirst
from cases.actions.programme_meetings import cancel_meeting, hold_meeting, move_meeting
from cases.actions.programmes import NotTheirs
from cases.models import SessionPlace, TimelineEntry
from cases.queries.programmes import expected_at
from cases.stages import Attendance, Group, ParticipantStatus
from tests.factories.cases import CaseFactory, ParticipantFactory
from tests.factories.programmes import EnrolmentFactory, ProgrammeSessionFactory
from tests.moments import NOON, TODAY

DAY = timedelta(days=1)


def hold(work, meeting, *came):
    return hold_meeting(meeting, came=came, minutes=120, note="Lively.", by=work.by, now=NOON)


def test_whoever_came_is_noted_and_everybody_else_expected_did_not(work, place, meeting, later):
    work.responsible.status = ParticipantStatus.ATTEMPTING
    work.responsible.save()
    other = EnrolmentFactory(participant=work.foreign, programme=place.programme)

    held = hold(work, meeting, place)

    assert (held.attendance, held.minutes, held.note) == (Attendance.HELD, 120, "Lively.")
    assert set(SessionPlace.objects.values_list("enrolment", "came")) == {
        (place.pk, True),
        (other.pk, False),
    }
    work.responsible.refresh_from_db()
    assert work.responsible.status == ParticipantStatus.CONTACTED
    entries = TimelineEntry.objects.filter(kind="programme.attended")
    assert set(entries.values_list("case", "codes__came")) == {
        (work.case.pk, True),
        (work.foreign.case_id, False),
    }
    assert Event.objects.get(verb="programme.meeting_recorded").detail == {"attendance": "held"}


def test_a_meeting_is_recorded_once(work, place, meeting):
    hold(work, meeting, place)

    with pytest.raises(SomebodyWasFirst):
        hold(work, meeting)
    with pytest.raises(SomebodyWasFirst):
        cancel_meeting(meeting, whose_doing="venue", by=work.by, now=NOON)


def test_a_meeting_to_come_has_not_taken_place(work, later):
    with pytest.raises(ImpossibleDay):
        hold(work, later)


def test_only_those_who_run_it_and_who_allocate_change_it(work, meeting):
    for name in ("colleague",):
        with pytest.raises(NotTheirs):
            hold_meeting(meeting, came=[], minutes=9, by=work.world.actor(name), now=NOON)

    assert hold_meeting(meeting, came=[], minutes=9, by=work.world.actor("coordinator"), now=NOON)


def test_a_programme_ends_with_the_last_of_its_meetings(work, course, meeting, later):
    hold(work, meeting)
    course.refresh_from_db()
    assert course.ended_on is None

    cancel_meeting(later, whose_doing="prison", note="Lockdown.", by=work.by, now=NOON)

    course.refresh_from_db()
    later.refresh_from_db()
    assert course.ended_on == TODAY + 7 * DAY
    assert (later.attendance, later.whose_doing) == (Attendance.CANCELLED, "prison")


def test_a_moved_meeting_keeps_its_former_time_in_the_audit(work, later):
    move_meeting(later, to=NOON + 9 * DAY, whose_doing="participant", by=work.by, now=NOON)

    later.refresh_from_db()
    assert (later.happened_at, later.attendance) == (NOON + 9 * DAY, Attendance.PLANNED)
    assert Event.objects.get(verb="programme.meeting_moved").detail == {
        "former": "2026-08-19T11:00:00+00:00",
        "to": "2026-08-21T12:00:00+01:00",
        "whose_doing": "participant",
    }


def test_a_meeting_is_moved_to_a_time_to_come(work, later):
    with pytest.raises(ImpossibleDay):
        move_meeting(later, to=NOON, whose_doing="venue", by=work.by, now=NOON)


def test_who_is_expected_belongs_to_the_group_and_is_on_it_that_day(work, course):
    case = CaseFactory(area=work.world.kent)

    def on_it(**values):
        return EnrolmentFactory(
            participant=ParticipantFactory(case=case), programme=course, **values
        )

    everywhere, parent = on_it(), on_it(group="parents")
    on_it(group="young_people")
    on_it(left_on=TODAY - DAY)
    on_it(from_on=TODAY + DAY)
    gone = on_it()
    gone.participant.status = ParticipantStatus.WITHDREW
    gone.participant.save()
    apart = ProgrammeSessionFactory(programme=course, number=3, group=Group.PARENTS)

    assert {one.pk for one in expected_at(apart, work.by)} == {everywhere.pk, parent.pk}


def test_a_failure_after_the_write_leaves_the_meeting_planned(work, place, meeting, monkeypatch):
    def broken(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setattr(programme_meetings, "record", broken)
    with pytest.raises(RuntimeError):
        hold(work, meeting, place)

    meeting.refresh_from_db()
    assert (meeting.attendance, SessionPlace.objects.count()) == (Attendance.PLANNED, 0)
