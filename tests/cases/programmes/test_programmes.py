from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from areas.scoping import Stale
from audit.models import Event
from cases.actions import programmes
from cases.actions.activity import CaseClosed, ImpossibleDay
from cases.actions.case_work import SomebodyWasFirst, WorkRefused
from cases.actions.programmes import ProgrammeOver, enrol, leave, start_programme
from cases.models import Enrolment, Programme, ProgrammeSession, TimelineEntry
from cases.stages import Group, ParticipantStatus
from tests.factories.programmes import EnrolmentFactory, ProgrammeFactory
from tests.moments import LONDON, NOON, TODAY

DAY = timedelta(days=1)


def start(work, **values):
    values = {"kind": "awareness", "name": "Maidstone", "starts_at": NOON + DAY, **values}
    return start_programme(by=work.by, now=NOON, **values)


def give(work, programme, **values):
    values = {"programme": programme, "from_on": TODAY, **values}
    return enrol(work.responsible, by=work.by, now=NOON, **values)


def test_six_meetings_follow_one_another_by_a_week(work):
    programme = start(work, place="The hall")

    assert (programme.weeks, programme.minutes, programme.place) == (6, 150, "The hall")
    assert list(programme.sessions.order_by("number").values_list("number", "happened_at")) == [
        (number, NOON + DAY + timedelta(weeks=number - 1)) for number in range(1, 7)
    ]
    assert [lead.user for lead in programme.leads.all()] == [work.world.users["facilitator"]]
    assert Event.objects.get(verb="programme.started").detail == {"kind": "awareness", "weeks": 6}


def test_twelve_sessions_of_three_hours_fall_into_three_stages(work):
    programme = start(work, kind="individual")

    rows = ProgrammeSession.objects.filter(programme=programme).order_by("number")
    assert list(rows.values_list("stage", "minutes")) == [
        *[(1, 180)] * 4,
        *[(2, 180)] * 4,
        *[(3, 180)] * 4,
    ]


def test_parents_and_young_people_meet_apart_between_the_first_and_the_last_week(work):
    programme = start(work, kind="step_up", weeks=14)

    groups = list(programme.sessions.order_by("number", "group").values_list("number", "group"))
    assert groups == [
        (1, "all"),
        *[(week, group) for week in range(2, 14) for group in ("parents", "young_people")],
        (14, "all"),
    ]


def test_meetings_keep_their_hour_when_the_clocks_change(work):
    first = datetime(2026, 10, 21, 18, 30, tzinfo=LONDON)

    programme = start(work, starts_at=first)

    meetings = programme.sessions.order_by("number").values_list("happened_at", flat=True)
    hours = {f"{at.astimezone(LONDON):%H:%M}" for at in meetings}
    assert hours == {"18:30"}


@pytest.mark.parametrize(("kind", "weeks"), [("step_up", 13), ("step_up", 22), ("awareness", 7)])
def test_a_kind_has_its_own_number_of_weeks(work, kind, weeks):
    with pytest.raises(WorkRefused, match="This programme takes"):
        start(work, kind=kind, weeks=weeks)
    assert Programme.objects.count() == 0


def test_a_programme_starts_within_a_year(work):
    with pytest.raises(ImpossibleDay):
        start(work, starts_at=NOON + 400 * DAY)


def test_only_one_who_works_cases_starts_one(work):
    with pytest.raises(PermissionDenied):
        start_programme(
            kind="awareness",
            name="x",
            starts_at=NOON,
            by=work.world.actor("supervisor"),
            now=NOON,
        )


def test_whoever_runs_it_with_the_starter_is_named(work):
    programme = start(work, leads=[work.world.users["colleague"]])

    assert {lead.user.name for lead in programme.leads.all()} == {"Facilitator", "Colleague"}


def test_a_participant_takes_a_place(work, course):
    place = give(work, course, group="parents")

    assert (place.participant_id, place.group, place.left_on) == (
        work.responsible.pk,
        Group.PARENTS,
        None,
    )
    entry = TimelineEntry.objects.get(kind="programme.joined")
    assert (entry.participant_id, entry.codes) == (
        work.responsible.pk,
        {"programme": "awareness", "group": "parents"},
    )


def test_nobody_takes_two_places_and_whoever_left_may_come_back(work, course):
    place = give(work, course)
    with pytest.raises(SomebodyWasFirst):
        give(work, course)

    leave(place, left_on=TODAY, completed=False, by=work.by, now=NOON)
    again = give(work, course)

    assert (again.pk, again.left_on, again.version) == (place.pk, None, 3)
    assert Enrolment.objects.count() == 1


def test_an_individual_programme_is_one_persons(work):
    programme = ProgrammeFactory(area=work.world.kent, kind="individual")
    EnrolmentFactory(participant=work.foreign, programme=programme)

    with pytest.raises(WorkRefused, match="somebody else"):
        give(work, programme)


def test_nobody_joins_a_programme_that_has_ended(work):
    with pytest.raises(ProgrammeOver):
        give(work, ProgrammeFactory(area=work.world.kent, ended_on=TODAY))


def test_nobody_is_on_a_programme_before_it_starts(work):
    programme = ProgrammeFactory(area=work.world.kent, starts_on=TODAY + DAY)

    assert give(work, programme).from_on == TODAY + DAY


def test_nobody_joins_who_has_left(work, course):
    work.responsible.status = ParticipantStatus.DECLINED
    work.responsible.save()

    with pytest.raises(WorkRefused, match="not taking part any more"):
        give(work, course)


def test_nobody_joins_from_a_closed_case(work, course):
    work.close()

    with pytest.raises(CaseClosed):
        give(work, course)


@pytest.mark.parametrize(
    ("completed", "title"), [(True, "completed a programme"), (False, "left a programme early")]
)
def test_a_place_ends(work, place, completed, title):
    leave(place, left_on=TODAY, completed=completed, by=work.by, now=NOON)

    place.refresh_from_db()
    assert (place.left_on, place.completed, place.version) == (TODAY, completed, 2)
    assert TimelineEntry.objects.get().kind == "programme.left"


@pytest.mark.parametrize("on", [TODAY + DAY, TODAY - 4 * DAY])
def test_a_place_ends_between_its_beginning_and_today(work, place, on):
    with pytest.raises(ImpossibleDay):
        leave(place, left_on=on, completed=True, by=work.by, now=NOON)


def test_a_stale_end_is_refused(work, place):
    with pytest.raises(Stale):
        leave(place, left_on=TODAY, completed=True, by=work.by, now=NOON, version=7)


def test_a_failure_after_the_write_leaves_nothing(work, course, monkeypatch):
    def broken(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setattr(programmes, "tell", broken)
    with pytest.raises(RuntimeError):
        give(work, course)

    assert Enrolment.objects.count() == 0
