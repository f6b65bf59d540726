from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from cases.models import Enrolment, Programme
from cases.stages import Attendance
from tests.cases.work.conftest import day_of, moment_of
from tests.factories.cases import CaseFactory, ParticipantFactory
from tests.factories.programmes import EnrolmentFactory, ProgrammeFactory
from tests.moments import NOON, TODAY

DAY = timedelta(days=1)


def page(name, *more, area="kent"):
    return reverse(f"cases:{name}", args=[area, *more])


def planned(**values):
    return {
        "kind": "step_up",
        "name": "Step Up, autumn",
        **moment_of("starts_at", NOON + DAY),
        "weeks": "15",
        **values,
    }


def became(what, **values):
    return {"became": what, "minutes": "120", **values}


def ended(**values):
    return {"version": "1", "completed": "yes", **day_of("left_on", TODAY), **values}


def test_a_programme_is_planned_by_the_page_and_listed(work):
    answer = work.client.post(page("programme_start"), planned(), follow=True)

    programme = Programme.objects.get()
    assert answer.redirect_chain == [(page("programme", programme.pk), 302)]
    assert (programme.weeks, programme.sessions.count()) == (15, 28)
    listed = work.client.get(page("programmes"))
    assert [one.name for one in listed.context["page"]] == ["Step Up, autumn"]
    assert list(work.client.get(page("programmes"), {"show": "ended"}).context["page"]) == []


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({"weeks": "30"}, {"weeks": ["This programme takes 14 to 21 weeks"]}),
        ({"kind": "awareness"}, {"weeks": ["This programme takes 6 weeks: leave this empty"]}),
        ({"kind": ""}, {"kind": ["Select which programme it is"]}),
        ({"name": ""}, {"name": ["Enter a name"]}),
    ],
)
def test_a_bad_plan_keeps_the_answers(work, values, errors):
    answer = work.client.post(page("programme_start"), planned(**values))

    assert (answer.status_code, answer.context["form"].errors) == (422, errors)
    assert answer.context["form"]["weeks"].value() == planned(**values)["weeks"]


def test_a_refused_plan_says_why(work):
    answer = work.client.post(
        page("programme_start"), planned(**moment_of("starts_at", NOON + 500 * DAY))
    )

    assert answer.status_code == 422
    assert "The first meeting must be within a year of today." in answer.content.decode()


def test_a_place_is_given_and_ended_from_the_case(work, course):
    answer = work.client.post(
        work.url("enrolment_add", work.responsible.pk),
        {"programme": str(course.pk), "group": "all", **day_of("from_on", TODAY)},
        follow=True,
    )
    place = Enrolment.objects.get()

    assert answer.redirect_chain == [(work.url("sessions"), 302)]
    assert "Awareness, Maidstone" in answer.content.decode()
    work.client.post(work.url("enrolment_end", place.pk), ended())
    place.refresh_from_db()
    assert (place.completed, place.left_on) == (True, TODAY)
    assert "Completed, 12 August 2026" in work.client.get(work.url("sessions")).content.decode()


def test_a_bad_place_or_end_is_refused(work, course, place):
    none = work.client.post(work.url("enrolment_add", work.harmed.pk), {})
    early = work.client.post(
        work.url("enrolment_end", place.pk),
        ended(**day_of("left_on", TODAY - 30 * DAY)),
    )

    assert (none.status_code, early.status_code) == (422, 422)
    assert none.context["form"].errors["programme"] == ["Select the programme"]
    assert early.context["form"]["completed"].value() == "yes"


def test_two_who_end_a_place_see_both_versions_and_choose(work, place):
    address = work.url("enrolment_end", place.pk)
    asked = work.client.get(address).context["form"]
    work.world.client("colleague").post(address, ended(completed="no"))
    lost = work.client.post(address, ended(**day_of("left_on", TODAY - DAY)))

    assert (asked["left_on"].value(), asked["completed"].value()) == (TODAY, None)
    assert lost.status_code == 409
    assert [(one.label, one.mine, one.theirs) for one in lost.context["form"].differing] == [
        ("Did they complete it?", "Yes", "No"),
        ("On which day did it end?", "11 August 2026", "12 August 2026"),
    ]
    chosen = {"version": "2", "merge_completed": "theirs", "merge_left_on": "mine"}
    work.client.post(address, ended(**day_of("left_on", TODAY - DAY), **chosen))
    place.refresh_from_db()
    assert (place.completed, place.left_on, place.version) == (False, TODAY - DAY, 3)


def test_a_place_that_somebody_else_gave_is_a_lost_race(work, course, place):
    form = {"programme": str(course.pk), "group": "all", **day_of("from_on", TODAY)}

    answer = work.client.post(work.url("enrolment_add", work.responsible.pk), form)

    assert answer.status_code == 422
    assert work.client.get(work.url("enrolment_add", work.responsible.pk)).context["any_open"] is (
        False
    )


def test_who_came_is_ticked(work, course, place, meeting):
    answer = work.client.post(
        page("programme_meeting", course.pk, meeting.pk),
        became("held", came=[str(place.pk)], note="Lively."),
        follow=True,
    )

    assert "1 of 1 came" in answer.content.decode()
    assert "Lively." in answer.content.decode()
    assert "1 of 1" in work.client.get(work.url("sessions")).content.decode()


def test_a_meeting_is_moved_or_does_not_take_place(work, course, meeting, later):
    work.client.post(
        page("programme_meeting", course.pk, later.pk),
        became("moved", whose_doing="venue", **moment_of("to", NOON + 3 * DAY)),
    )
    answer = work.client.post(
        page("programme_meeting", course.pk, meeting.pk),
        became("cancelled", whose_doing="prison"),
        follow=True,
    )

    later.refresh_from_db()
    assert later.happened_at == NOON + 3 * DAY
    assert "The prison: staff, lockdown or transfer" in answer.content.decode()


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        (became(""), {"became": ["Select what became of it"]}),
        (became("held", minutes=""), {"minutes": ["Enter how many minutes it lasted"]}),
        (
            became("moved"),
            {"to": ["Enter the new day and time"], "whose_doing": ["Select because of whom"]},
        ),
        (became("cancelled"), {"whose_doing": ["Select because of whom"]}),
        (
            became("held", came=[str(uuid4())]),
            {"came": ["Select an option from the list"]},
        ),
    ],
)
def test_a_bad_record_of_a_meeting_keeps_the_answers(work, course, meeting, values, errors):
    answer = work.client.post(page("programme_meeting", course.pk, meeting.pk), values)

    assert (answer.status_code, answer.context["form"].errors) == (422, errors)
    assert answer.context["form"]["minutes"].value() == values["minutes"]


def test_a_meeting_that_was_recorded_meanwhile_is_a_lost_race(work, course, meeting):
    meeting.attendance = Attendance.CANCELLED
    meeting.save()

    answer = work.client.post(
        page("programme_meeting", course.pk, meeting.pk), became("held", note="Kept.")
    )

    assert answer.status_code == 409
    assert "Kept." in answer.content.decode()


def test_people_of_other_cases_have_no_name_for_who_does_not_run_it(work, course, place):
    EnrolmentFactory(participant=work.foreign, programme=course)

    run = work.client.get(page("programme", course.pk)).content.decode()
    not_run = work.world.client("colleague").get(page("programme", course.pk)).content.decode()

    assert "Foreign" in run
    assert "Daniel R." in not_run
    assert "Foreign" not in not_run
    assert "Somebody of another case" in not_run


def test_the_pages_take_as_many_queries_for_thirty(work, course, place, count_queries):
    addresses = [page("programmes"), page("programme", course.pk), work.url("sessions")]

    def asked():
        found = []
        for address in addresses:
            work.client.get(address)
            with count_queries() as queries:
                work.client.get(address)
            found.append(len(queries))
        return found

    few = asked()
    case = CaseFactory(area=work.world.kent)
    for _number in range(29):
        ProgrammeFactory(area=work.world.kent)
        EnrolmentFactory(participant=ParticipantFactory(case=case), programme=course)
        EnrolmentFactory(participant=ParticipantFactory(case=work.case), programme=course)

    assert asked() == few


@pytest.mark.parametrize(("name", "status"), [("neighbour", 404), ("commissioner", 403)])
def test_who_may_not(work, course, place, meeting, name, status):
    client = work.world.client(name)
    addresses = [
        page("programmes"),
        page("programme_start"),
        page("programme", course.pk),
        page("programme_meeting", course.pk, meeting.pk),
        work.url("enrolment_add", work.harmed.pk),
        work.url("enrolment_end", place.pk),
    ]

    assert [client.get(address).status_code for address in addresses] == [status] * 6


def test_what_is_elsewhere_is_not_found(work, course, meeting):
    foreign = EnrolmentFactory(participant=work.foreign, programme=course)
    other = ProgrammeFactory(area=work.world.avon)
    addresses = [
        page("programme", other.pk),
        page("programme_meeting", other.pk, meeting.pk),
        page("programme_meeting", course.pk, uuid4()),
        work.url("enrolment_add", work.foreign.pk),
        work.url("enrolment_end", foreign.pk),
    ]

    assert [work.client.get(address).status_code for address in addresses] == [404] * 5


@pytest.mark.parametrize(("is_restricted", "reads"), [(False, True), (True, False)])
def test_a_note_is_read_by_those_who_know_everybody_on_it(
    work, course, place, meeting, is_restricted, reads
):
    meeting.note = "Daniel walked out."
    meeting.save()
    work.case.is_restricted = is_restricted
    work.case.save()

    text = work.world.client("coordinator").get(page("programme", course.pk)).content.decode()
    assert ("Daniel" in text, "Daniel walked out." in text) == (reads, reads)
    assert "Daniel walked out." in work.client.get(page("programme", course.pk)).content.decode()
