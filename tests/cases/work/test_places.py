"""What is planned in a prison that somebody left, or that has not let a facilitator in."""

from datetime import timedelta

import pytest

from cases.models import Conference, Session
from tests.factories.activities import ConferenceAttendanceFactory, ConferenceFactory
from tests.factories.cases import SessionFactory
from tests.factories.custody import AccessRequestFactory, StayFactory
from tests.moments import NOON, TODAY

from .conftest import moment_of

DAY = timedelta(days=1)
LATER = NOON + 7 * DAY
MOVED = (
    "Daniel R. moved from Moorland (HMP &amp; YOI) on 11 August 2026, "
    "and 19 August 2026 at midday is planned there."
)
WAITING = (
    "Access to Moorland (HMP &amp; YOI) to see Daniel R. has not been granted yet, "
    "and 19 August 2026 at midday is planned there."
)
REFUSED = (
    "Moorland (HMP &amp; YOI) refused access to Daniel R., "
    "and 19 August 2026 at midday is planned there."
)


def page(work, name="detail", *more):
    return work.client.get(work.url(name, *more)).content.decode()


def visit(work, **values):
    values = {"establishment": "MDI", "attendance": "planned", "happened_at": LATER, **values}
    return SessionFactory(participant=work.responsible, minutes=None, **values)


def meeting(work, **values):
    row = ConferenceFactory(
        case=work.case, establishment="MDI", attendance="planned", happened_at=LATER, **values
    )
    for one in (work.harmed, work.responsible):
        ConferenceAttendanceFactory(conference=row, participant=one)
    return row


def moves_on(work, **values):
    StayFactory(participant=work.responsible, until_on=TODAY - DAY)
    StayFactory(participant=work.responsible, from_on=TODAY - DAY, establishment="EYI", **values)


def said_in(text):
    return {one for one in (MOVED, WAITING, REFUSED) if one in text}


@pytest.mark.parametrize("plan", [visit, meeting])
def test_whoever_moved_away_is_named_over_the_case(work, plan):
    moves_on(work)
    plan(work)
    text = page(work)

    assert said_in(text) == {MOVED}
    assert work.url("custody", work.responsible.pk) in text
    assert "See where they are" in text


@pytest.mark.parametrize("plan", [visit, meeting])
@pytest.mark.parametrize(
    ("state", "said"),
    [(None, {WAITING}), ("asked", {WAITING}), ("refused", {REFUSED}), ("granted", set())],
)
def test_without_access_the_case_says_so(work, plan, state, said):
    StayFactory(participant=work.responsible)
    AccessRequestFactory(participant=work.responsible, establishment="EYI", state="granted")
    if state:
        AccessRequestFactory(participant=work.responsible, state=state)
    plan(work)

    assert said_in(page(work)) == said


def test_the_latest_answer_of_a_prison_counts(work):
    StayFactory(participant=work.responsible)
    AccessRequestFactory(participant=work.responsible, state="refused")
    AccessRequestFactory(participant=work.responsible, state="granted", asked_on=TODAY)
    visit(work)

    assert said_in(page(work)) == set()


def test_of_whom_nobody_wrote_where_they_are_a_visit_asks_for_access_and_a_meeting_does_not(work):
    visit(work)
    assert said_in(page(work)) == {WAITING}

    Session.objects.all().delete()
    meeting(work)
    assert said_in(page(work)) == set()


@pytest.mark.parametrize(
    ("held", "said"), [("licence", {MOVED}), ("sentenced", {MOVED}), ("not_known", {MOVED})]
)
def test_whoever_left_prison_altogether_has_moved_from_it(work, held, said):
    StayFactory(participant=work.responsible, until_on=TODAY - DAY)
    StayFactory(participant=work.responsible, from_on=TODAY - DAY, establishment="EYI", held=held)
    meeting(work)

    assert said_in(page(work)) == said


def test_nothing_is_said_of_what_is_past_elsewhere_or_cancelled(work):
    moves_on(work)
    visit(work, happened_at=NOON - DAY)
    visit(work, establishment="")
    visit(work, attendance="cancelled")
    assert said_in(page(work)) == set()


def test_whoever_came_back_has_not_moved(work):
    StayFactory(participant=work.responsible, until_on=TODAY - 5 * DAY)
    StayFactory(participant=work.responsible)
    AccessRequestFactory(participant=work.responsible, state="granted")
    visit(work)

    assert said_in(page(work)) == set()


def test_the_forms_say_where_somebody_is_and_whether_access_stands(work):
    StayFactory(participant=work.responsible)
    where = "Daniel R. has been in Moorland (HMP &amp; YOI) since 13 July 2026."
    for form in (("conference_plan",), ("session_add", work.responsible.pk)):
        assert f"{where} Access has not been granted yet." in page(work, *form)
    assert where not in page(work, "session_add", work.harmed.pk)

    AccessRequestFactory(participant=work.responsible, state="granted")
    assert f"{where} Access was granted." in page(work, "conference_plan")


def test_the_forms_of_what_is_planned_there_say_what_stands_against_it(work):
    moves_on(work)
    row, met = visit(work), meeting(work)

    for form in (
        ("session_record", row.pk),
        ("session_move", row.pk),
        ("conference_record", met.pk),
    ):
        assert said_in(page(work, *form)) == {MOVED}


def plan_session_by_page(work, **given):
    return work.client.post(
        work.url("session_add", work.responsible.pk),
        {
            "attendance": "planned",
            "purpose": "preparation",
            "meeting": "in_person",
            "establishment": "MDI",
            **moment_of("happened_at", LATER),
            **given,
        },
        follow=True,
    )


def plan_meeting_by_page(work, **given):
    return work.client.post(
        work.url("conference_plan"),
        {
            "form": "conf",
            "meeting": "in_person",
            "establishment": "MDI",
            "participants": [work.harmed.pk, work.responsible.pk],
            **moment_of("happened_at", LATER),
            **given,
        },
        follow=True,
    )


@pytest.mark.parametrize("plan", [plan_session_by_page, plan_meeting_by_page])
def test_planning_there_is_done_and_answered_with_a_warning(work, plan):
    moves_on(work)
    answer = plan(work)

    assert answer.redirect_chain[0][1] == 302
    assert said_in(answer.content.decode()) == {MOVED}
    assert said_in(plan(work, establishment="").content.decode()) == set()


def test_moving_a_visit_there_is_answered_with_a_warning(work):
    moves_on(work)
    row = visit(work, establishment="", happened_at=LATER - DAY)
    told = {"establishment": "MDI", "whose_doing": "prison", **moment_of("happened_at", LATER)}
    answer = work.client.post(work.url("session_move", row.pk), told, follow=True)

    assert said_in(answer.content.decode()) == {MOVED}


def test_a_meeting_keeps_its_prison_and_the_pages_name_it(work):
    plan_meeting_by_page(work, place="Visits hall")
    row = Conference.objects.get()

    assert (row.establishment, row.place) == ("MDI", "Visits hall")
    assert "Moorland (HMP &amp; YOI), Visits hall" in page(work, "activities")
    assert "Moorland (HMP &amp; YOI)" in page(work, "conference_record", row.pk)
