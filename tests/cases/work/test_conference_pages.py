from datetime import timedelta

import pytest

from cases.actions.conferences import record_conference
from cases.models import Clearance
from tests.factories.activities import ConferenceFactory
from tests.moments import NOON

from .conftest import moment_of

EARLIER, LATER = NOON - timedelta(hours=2), NOON + timedelta(days=7)


def wish(work, **given):
    return {
        "form": "conf",
        "meeting": "in_person",
        "place": "Library",
        "participants": [work.harmed.pk, work.responsible.pk],
        **moment_of("happened_at", LATER),
        **given,
    }


def said(work, **given):
    return {
        "attendance": "held",
        "minutes": "90",
        "came": [work.harmed.pk, work.responsible.pk],
        "apology_given": "yes",
        "note": "They spoke for long.",
        **moment_of("happened_at", EARLIER),
        **given,
    }


def test_a_facilitator_plans_one_by_the_page(work):
    answer = work.client.post(work.url("conference_plan"), wish(work), follow=True)

    assert answer.redirect_chain == [(work.url("activities"), 302)]
    assert "Library" in answer.content.decode()


def test_those_who_left_are_not_offered(work):
    type(work.harmed).objects.filter(pk=work.harmed.pk).update(status="withdrew")

    answer = work.client.post(work.url("conference_plan"), wish(work))

    assert answer.context["form"].errors == {"participants": ["Select an option from the list"]}


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        ({"form": ""}, {"form": ["Select the kind"]}),
        ({"participants": []}, {"participants": ["Select who is expected"]}),
        (
            {"happened_at_time": "2:30"},
            {"happened_at": ["Say whether the time is am or pm, such as 2:30pm"]},
        ),
    ],
)
def test_a_bad_plan_keeps_the_answers(work, given, errors):
    answer = work.client.post(work.url("conference_plan"), wish(work, **given))

    assert answer.status_code == 422
    assert answer.context["form"].errors == errors
    assert "Library" in answer.content.decode()


def test_one_side_alone_is_told_at_the_field(work, planned):
    plan = work.client.post(work.url("conference_plan"), wish(work, participants=[work.harmed.pk]))
    record = work.client.post(
        work.url("conference_record", planned.pk), said(work, came=[work.harmed.pk], minutes="")
    )

    assert plan.context["form"].errors == {
        "participants": ["Select at least one person from each side"]
    }
    assert record.context["form"].errors == {
        "minutes": ["Enter how many minutes it lasted"],
        "came": ["Select at least one person from each side"],
    }


def test_people_from_another_case_are_not_to_be_chosen(work, planned):
    answer = work.client.post(
        work.url("conference_record", planned.pk), said(work, came=[work.foreign.pk])
    )

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"came": ["Select an option from the list"]}


def test_a_facilitator_records_one_by_the_page(work, planned):
    page = work.client.get(work.url("conference_record", planned.pk))
    assert set(page.context["form"]["came"].value()) == {work.harmed.pk, work.responsible.pk}

    answer = work.client.post(work.url("conference_record", planned.pk), said(work), follow=True)

    assert answer.redirect_chain == [(work.url("activities"), 302)]
    assert "An apology was given" in answer.content.decode()


def test_one_in_the_future_cannot_have_been_held(work, planned):
    answer = work.client.post(
        work.url("conference_record", planned.pk),
        said(work, **moment_of("happened_at", LATER)),
    )

    assert answer.status_code == 422
    assert "The start is in the future." in answer.content.decode()


def test_a_missing_clearance_is_said_before_and_after(work, planned):
    Clearance.objects.all().delete()
    address = work.url("conference_record", planned.pk)

    assert "No signed-off risk assessment is in force." in work.client.get(address).content.decode()
    answer = work.client.post(address, said(work))
    assert answer.status_code == 422
    assert "No signed-off risk assessment was in force on that day." in answer.content.decode()


def test_one_recorded_by_somebody_else_is_a_conflict(work, planned):
    record_conference(planned, attendance="cancelled", happened_at=EARLIER, by=work.by, now=NOON)

    answer = work.client.post(work.url("conference_record", planned.pk), said(work))

    assert answer.status_code == 409
    assert "They spoke for long." in answer.content.decode()


def test_a_conference_of_another_case_is_not_found(work):
    foreign = ConferenceFactory(case=work.foreign.case)

    assert work.client.get(work.url("conference_record", foreign.pk)).status_code == 404


@pytest.mark.parametrize(("name", "status"), [("neighbour", 404), ("supervisor", 403)])
def test_who_may_not(work, planned, name, status):
    client = work.world.client(name)

    assert client.get(work.url("conference_plan")).status_code == status
    assert client.get(work.url("conference_record", planned.pk)).status_code == status
