from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from audit.models import Event
from cases.actions.activity import ImpossibleDay
from cases.actions.case_work import SomebodyWasFirst
from cases.actions.programme_end import end_programme
from cases.actions.programme_meetings import hold_meeting
from cases.actions.programmes import NotTheirs
from cases.models import Enrolment, ProgrammeSession, TimelineEntry
from cases.queries.my_day import my_day
from cases.queries.programmes import usual_group
from tests.cases.work.conftest import day_of
from tests.factories.programmes import (
    EnrolmentFactory,
    ProgrammeFactory,
    ProgrammeLeadFactory,
    ProgrammeSessionFactory,
)
from tests.moments import NOON, TODAY

DAY = timedelta(days=1)


def page(name, *more):
    return reverse(f"cases:{name}", args=["kent", *more])


def end(work, course, who="facilitator", **told):
    told = {"reason": "few_left", "ended_on": TODAY, **told}
    return end_programme(course, by=work.world.actor(who), now=NOON, **told)


def standing():
    rows = ProgrammeSession.objects.order_by("number")
    return list(rows.values_list("number", "attendance", "whose_doing"))


def test_what_is_to_come_is_cancelled_and_what_has_been_waits_to_be_recorded(
    work, course, place, meeting, later
):
    elsewhere = EnrolmentFactory(programme=course, participant=work.foreign, from_on=TODAY + DAY)
    gone = EnrolmentFactory(programme=course, participant=work.harmed, left_on=TODAY - DAY)
    ended = end(work, course)

    assert (ended.ended_on, ended.end_reason, ended.version) == (TODAY, "few_left", 2)
    assert standing() == [(1, "planned", ""), (2, "cancelled", "service")]
    left = dict(Enrolment.objects.values_list("pk", "left_on"))
    assert left == {place.pk: TODAY, elsewhere.pk: TODAY + DAY, gone.pk: TODAY - DAY}
    told = TimelineEntry.objects.filter(kind="programme.ended")
    codes = {"programme": "awareness", "reason": "few_left"}
    assert {(one.case_id, one.participant_id) for one in told} == {
        (work.case.pk, work.responsible.pk),
        (elsewhere.participant.case_id, elsewhere.participant_id),
    }
    assert [one.codes for one in told] == [codes, codes]
    event = Event.objects.get(verb="programme.ended_early")
    assert event.detail == {"reason": "few_left", "cancelled": 1, "places": 2}


def test_a_meeting_that_has_been_is_recorded_after_the_end_which_stays(
    work, course, place, meeting
):
    end(work, course)
    held = hold_meeting(meeting, came=[place], minutes=90, by=work.by, now=NOON)

    assert (held.attendance, held.places.get().came) == ("held", True)
    course.refresh_from_db()
    assert (course.ended_on, course.end_reason) == (TODAY, "few_left")


def test_an_end_in_the_past_cancels_what_is_to_come_and_nothing_that_has_been(
    work, course, meeting, later
):
    end(work, course, ended_on=TODAY - DAY)

    assert standing() == [(1, "planned", ""), (2, "cancelled", "service")]


@pytest.mark.parametrize("held", [False, True])
def test_it_does_not_end_before_it_began_or_before_the_last_meeting_held(
    work, course, place, later, held
):
    first = course.starts_on
    if held:
        first = TODAY - DAY
        ProgrammeSessionFactory(
            programme=course, number=1, happened_at=NOON - DAY, attendance="held"
        )
    for day in (date(1900, 1, 1), first - DAY):
        with pytest.raises(ImpossibleDay, match="began, or before its last meeting"):
            end(work, course, ended_on=day)
    sent = work.client.post(
        page("programme_end", course.pk), {"reason": "staff", **day_of("ended_on", first - DAY)}
    )

    assert (sent.status_code, list(sent.context["form"].errors)) == (422, ["ended_on"])
    assert Enrolment.objects.get().left_on is None
    end(work, course, ended_on=first)
    assert Enrolment.objects.get().left_on == max(first, place.from_on)


def test_one_that_has_not_begun_may_end_today(work, course):
    course.starts_on = TODAY + DAY
    course.save()

    assert end(work, course).ended_on == TODAY


def test_who_may_not_end_it_and_when_it_cannot(work, course, later):
    with pytest.raises(NotTheirs):
        end(work, course, "colleague")
    with pytest.raises(PermissionDenied):
        end(work, course, "supervisor")
    with pytest.raises(ImpossibleDay):
        end(work, course, ended_on=TODAY + DAY)
    assert standing() == [(2, "planned", "")]

    end(work, course, "coordinator")
    with pytest.raises(SomebodyWasFirst):
        end(work, course)
    assert Event.objects.filter(verb="programme.ended_early").count() == 1


def test_it_is_ended_by_the_page_which_says_before_what_that_does(work, course, place, later):
    assert "End it early" in work.client.get(page("programme", course.pk)).content.decode()
    asked = work.client.get(page("programme_end", course.pk)).content.decode()
    told = {"reason": "got_there", **day_of("ended_on", TODAY)}
    answer = work.client.post(page("programme_end", course.pk), told, follow=True)
    again = work.client.post(page("programme_end", course.pk), told)

    assert "1 meeting that is still to come does not take place." in asked
    assert "1 place on it ends" in asked
    assert answer.redirect_chain == [(page("programme", course.pk), 302)]
    text = answer.content.decode()
    assert "12 August 2026. Those on it had what they came for" in text
    assert "End it early" not in text
    assert again.status_code == 409
    history = work.client.get(work.url("history")).content.decode()
    assert "The programme of Daniel R. ended early" in history
    assert "Those on it had what they came for" in history


def test_a_bad_end_keeps_the_answers(work, course):
    answer = work.client.post(page("programme_end", course.pk), day_of("ended_on", TODAY))

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"reason": ["Select why it ends now"]}
    told = {"reason": "staff", **day_of("ended_on", TODAY)}
    refused = work.world.client("colleague").post(page("programme_end", course.pk), told)
    assert refused.status_code == 422


@pytest.mark.parametrize(
    ("name", "status"),
    [("neighbour", 404), ("stranger", 404), ("commissioner", 403), ("supervisor", 403)],
)
def test_who_does_not_see_the_page(work, course, name, status):
    assert work.world.client(name).get(page("programme_end", course.pk)).status_code == status


def test_a_programme_of_another_area_is_not_found(work):
    foreign = ProgrammeFactory(area=work.world.avon)

    assert work.client.get(page("programme_end", foreign.pk)).status_code == 404


def test_many_meetings_to_record_are_one_line_that_leads_to_all_of_them(work, course):
    for number in range(1, 4):
        at = NOON - (8 - number) * 7 * DAY
        ProgrammeSessionFactory(programme=course, number=number, happened_at=at)
    other = ProgrammeFactory(area=work.world.kent, name="Awareness, Ashford")
    ProgrammeLeadFactory(programme=other, user=work.world.users["facilitator"])
    one = ProgrammeSessionFactory(programme=other, number=5)

    found = my_day(work.by, now=NOON, since=NOON).to_record

    assert [(line.reference, line.what, line.at, line.page, line.args) for line in found] == [
        (
            "Awareness, Maidstone",
            "3 meetings of the programme, the first of them",
            NOON - 49 * DAY,
            "cases:programme",
            (str(course.pk),),
        ),
        (
            "Awareness, Ashford",
            "Meeting 5 of the programme",
            one.happened_at,
            "cases:programme_meeting",
            (str(other.pk), str(one.pk)),
        ),
    ]
    text = work.client.get(page("my_day")).content.decode()
    assert text.count(page("programme", course.pk)) == 1


@pytest.mark.parametrize(
    ("who", "years", "group"),
    [
        ("harmed", 15, "young_people"),
        ("harmed", 40, "parents"),
        ("harmed", None, "parents"),
        ("responsible", 15, "young_people"),
        ("responsible", 18, "parents"),
        ("responsible", None, "young_people"),
    ],
)
def test_the_usual_group_goes_by_age_and_where_none_is_known_by_the_part(work, who, years, group):
    one = getattr(work, who)
    one.person.date_of_birth = years and TODAY.replace(year=TODAY.year - years)

    assert usual_group(one, TODAY) == group


def test_the_group_is_asked_where_a_programme_has_groups_and_nowhere_else(work, course):
    form = work.client.get(work.url("enrolment_add", work.responsible.pk)).context["form"]
    assert list(form.fields) == ["programme", "from_on"]

    step_up = ProgrammeFactory(area=work.world.kent, kind="step_up", name="Step Up", weeks=14)
    form = work.client.get(work.url("enrolment_add", work.responsible.pk)).context["form"]
    assert form["group"].value() == "young_people"
    for programme in (course, step_up):
        told = {"programme": programme.pk, "group": "young_people", **day_of("from_on", TODAY)}
        work.client.post(work.url("enrolment_add", work.responsible.pk), told)
    assert dict(Enrolment.objects.values_list("programme", "group")) == {
        course.pk: "all",
        step_up.pk: "young_people",
    }
