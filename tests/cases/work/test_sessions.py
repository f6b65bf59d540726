from datetime import timedelta

import pytest

from audit.models import Event
from cases.actions.activity import ImpossibleDay
from cases.actions.case_work import SomebodyWasFirst
from cases.actions.sessions import NoLength, plan_session, record_session, settle_session
from cases.models import Session
from cases.stages import Attendance
from tests.factories.cases import SessionFactory
from tests.moments import NOON

from .conftest import OPENED, moment_of

EARLIER, LATER = NOON - timedelta(hours=4), NOON + timedelta(days=2)


def answers(**given):
    return {
        "attendance": "held",
        "purpose": "preparation",
        "meeting": "in_person",
        "minutes": "180",
        "place": "Probation office",
        "note": "He wrote the first page.",
        **moment_of("happened_at", EARLIER),
        **given,
    }


def plan(work, **given):
    wish = {"purpose": "assessment", "meeting": "video", "happened_at": LATER, **given}
    return plan_session(work.responsible, by=work.by, now=NOON, **wish)


def test_a_session_is_planned_for_a_time_to_come(work):
    session = plan(work)

    assert (session.attendance, session.minutes) == (Attendance.PLANNED, None)
    assert Event.objects.get(verb="session.planned").detail == {
        "case": work.case.reference,
        "purpose": "assessment",
    }


def test_a_past_session_is_not_planned(work):
    with pytest.raises(ImpossibleDay):
        plan(work, happened_at=EARLIER)


def test_a_held_session_reaches_the_participant(work):
    type(work.responsible).objects.filter(pk=work.responsible.pk).update(status="attempting")
    session = record_session(
        work.responsible,
        purpose="programme",
        meeting="in_person",
        happened_at=EARLIER,
        minutes=180,
        by=work.by,
        now=NOON,
    )

    work.responsible.refresh_from_db()
    assert (session.attendance, session.minutes) == (Attendance.HELD, 180)
    assert work.responsible.status == "contacted"
    assert Event.objects.get(verb="session.recorded").detail == {
        "case": work.case.reference,
        "attendance": "held",
        "purpose": "programme",
    }


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"happened_at": EARLIER, "minutes": None}, NoLength),
        ({"happened_at": LATER, "minutes": 60}, ImpossibleDay),
        ({"happened_at": OPENED - timedelta(days=1), "minutes": 60}, ImpossibleDay),
        ({"happened_at": LATER, "attendance": "not_attended"}, ImpossibleDay),
    ],
)
def test_what_cannot_have_been_is_refused(work, given, refusal):
    with pytest.raises(refusal):
        record_session(
            work.harmed, purpose="assessment", meeting="phone", by=work.by, now=NOON, **given
        )

    assert Session.objects.count() == 0
    assert Event.objects.filter(verb="session.recorded").count() == 0


def test_a_planned_session_may_be_cancelled_before_its_day(work):
    session = settle_session(
        plan(work),
        attendance="cancelled",
        whose_doing="prison",
        happened_at=LATER,
        minutes=50,
        by=work.by,
        now=NOON,
    )

    assert (session.attendance, session.whose_doing, session.minutes) == (
        Attendance.CANCELLED,
        "prison",
        None,
    )


def test_a_session_is_recorded_once(work):
    session = SessionFactory(participant=work.harmed)

    with pytest.raises(SomebodyWasFirst):
        settle_session(session, attendance="cancelled", happened_at=NOON, by=work.by, now=NOON)


def test_a_facilitator_records_a_session_by_the_page(work):
    answer = work.client.post(work.url("session_add", work.responsible.pk), answers(), follow=True)

    assert answer.redirect_chain == [(work.url("sessions"), 302)]
    assert "He wrote the first page." in answer.content.decode()
    session = Session.objects.get()
    assert (session.minutes, session.place, session.happened_at) == (
        180,
        "Probation office",
        EARLIER,
    )


def test_a_facilitator_plans_one_and_records_it_later(work, client):
    browser = work.client
    browser.post(
        work.url("session_add", work.harmed.pk),
        answers(attendance="planned", minutes="", **moment_of("happened_at", LATER)),
    )
    session = Session.objects.get()
    assert session.attendance == Attendance.PLANNED

    page = browser.get(work.url("session_record", session.pk))
    assert page.context["form"]["happened_at"].value() == LATER
    answer = browser.post(work.url("session_record", session.pk), answers(attendance="held"))

    session.refresh_from_db()
    assert answer["Location"] == work.url("sessions")
    assert (session.attendance, session.happened_at) == (Attendance.HELD, EARLIER)


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        ({"minutes": ""}, {"minutes": ["Enter how many minutes the session lasted"]}),
        (
            {"minutes": "many"},
            {"minutes": ["How many minutes did it last? must be a whole number"]},
        ),
        (
            moment_of("happened_at", LATER),
            {"happened_at": ["A session that took place cannot be in the future."]},
        ),
        (
            {"attendance": "planned"},
            {"happened_at": ["A planned session must be in the future."]},
        ),
        ({"attendance": ""}, {"attendance": ["Select whether it is planned or has been"]}),
    ],
)
def test_a_bad_form_keeps_the_answers(work, given, errors):
    answer = work.client.post(work.url("session_add", work.harmed.pk), answers(**given))

    assert answer.status_code == 422
    assert answer.context["form"].errors == errors
    assert "He wrote the first page." in answer.content.decode()


def test_a_session_recorded_by_somebody_else_is_a_conflict(work):
    session = SessionFactory(participant=work.harmed)

    answer = work.client.post(work.url("session_record", session.pk), answers())

    assert answer.status_code == 409
    assert "recorded already" in answer.content.decode()
    assert "He wrote the first page." in answer.content.decode()


def test_a_session_of_another_case_is_not_found(work):
    session = SessionFactory(participant=work.foreign)

    assert work.client.get(work.url("session_record", session.pk)).status_code == 404
    assert work.client.get(work.url("session_add", work.foreign.pk)).status_code == 404


@pytest.mark.parametrize(("name", "status"), [("neighbour", 404), ("supervisor", 403)])
def test_who_may_not_record(work, name, status):
    session = SessionFactory(participant=work.harmed, attendance="planned")
    client = work.world.client(name)

    assert client.get(work.url("session_record", session.pk)).status_code == status
    assert client.get(work.url("session_add", work.harmed.pk)).status_code == status


def test_the_list_takes_as_many_queries_for_one_as_for_many(work, count_queries):
    client = work.client
    SessionFactory(participant=work.harmed)
    SessionFactory(participant=work.harmed, attendance="planned")
    client.get(work.url("sessions"))
    with count_queries() as one:
        client.get(work.url("sessions"))
    for _ in range(20):
        SessionFactory(participant=work.harmed, attendance="planned")
    with count_queries() as many:
        client.get(work.url("sessions"))

    assert len(many) == len(one)


def test_an_empty_list_says_what_will_be_there(work):
    assert "No sessions yet." in work.client.get(work.url("sessions")).content.decode()
