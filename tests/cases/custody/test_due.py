from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Case
from cases.queries.alerts import alerts_of, first_few
from cases.queries.case import participants_of
from cases.queries.custody import due_for
from tests.factories.cases import ResponsibleFactory
from tests.factories.custody import (
    AccessRequestFactory,
    CourtOrderFactory,
    KeyDateFactory,
    StayFactory,
)
from tests.moments import TODAY

A_DAY = timedelta(days=1)
FORBIDDEN = (
    "Restraining order, Daniel R.: begins on 13 August 2026; "
    "no contact with the other side unless a manager agrees"
)


@pytest.fixture
def busy(work):
    StayFactory(participant=work.responsible)
    AccessRequestFactory(participant=work.responsible, chase_on=TODAY - A_DAY)
    KeyDateFactory(participant=work.responsible)
    CourtOrderFactory(against=work.responsible, until_on=TODAY + 10 * A_DAY)
    return work


def texts(work, **which):
    return [(one.text, one.on) for one in due_for(work.by, TODAY, **which)]


def test_what_is_due_in_ones_cases_the_soonest_first(busy):
    assert texts(busy) == [
        ("Ask Moorland (HMP & YOI) again for access to Daniel R.", TODAY - A_DAY),
        ("Restraining order, Daniel R.: last day", TODAY + 10 * A_DAY),
        ("Release, Daniel R.: 11 October 2026", TODAY + 60 * A_DAY),
    ]
    assert {(one.url_name, *one.url_args) for one in due_for(busy.by, TODAY)} == {
        ("cases:custody", busy.case.reference, busy.responsible.pk)
    }


def test_nothing_is_due_that_was_answered_lies_ahead_or_is_over(work):
    AccessRequestFactory(participant=work.responsible, state="granted")
    AccessRequestFactory(participant=work.responsible, chase_on=TODAY + A_DAY)
    CourtOrderFactory(against=work.responsible, until_on=TODAY + 29 * A_DAY)
    CourtOrderFactory(against=work.responsible, until_on=TODAY - A_DAY)
    CourtOrderFactory(against=work.responsible)
    KeyDateFactory(participant=work.responsible, noted_months=3)

    assert texts(work) == []


def test_a_prison_that_they_have_left_is_not_asked_again(work):
    row = AccessRequestFactory(participant=work.responsible)
    assert len(texts(work)) == 1
    StayFactory(participant=work.responsible, establishment="ACI")

    assert texts(work) == []
    row.establishment = "ACI"
    row.save()
    assert len(texts(work)) == 1


def test_nothing_is_due_in_a_closed_case_one_that_is_not_ones_own_or_is_not_asked_about(busy):
    KeyDateFactory(participant=busy.foreign)
    assert len(texts(busy)) == 3
    assert len(due_for(busy.world.actor("coordinator"), TODAY)) == 4
    assert texts(busy, cases=Case.objects.none()) == []
    assert due_for(busy.world.actor("neighbour", busy.world.avon), TODAY) == []
    busy.by  # noqa: B018 -- back to Kent
    busy.close()
    assert texts(busy) == []


def test_everything_due_is_read_in_as_many_queries_whatever_there_is(busy):
    with CaptureQueriesContext(
        connection,
    ) as few:
        due_for(busy.world.actor("facilitator"), TODAY)
    for _ in range(30):
        one = ResponsibleFactory(case=busy.case)
        AccessRequestFactory(participant=one)
        KeyDateFactory(participant=one)
        CourtOrderFactory(against=one, until_on=TODAY)
    with CaptureQueriesContext(connection) as many:
        assert len(due_for(busy.world.actor("facilitator"), TODAY)) == 93

    assert len(many) == len(few)


def alerts(work):
    return alerts_of(work.case, participants_of(work.case, work.by), work.by, TODAY)


def test_orders_and_days_that_come_near_are_told_of_warnings_first(work):
    KeyDateFactory(participant=work.responsible)
    KeyDateFactory(participant=work.responsible, kind="court")
    CourtOrderFactory(against=work.responsible, kind="licence", forbids_contact=False)
    CourtOrderFactory(against=work.responsible, kind="bail", agreed_at="2026-08-01T12:00Z")
    CourtOrderFactory(against=work.responsible, from_on=TODAY + A_DAY)
    CourtOrderFactory(against=work.responsible, until_on=TODAY - A_DAY)
    CourtOrderFactory(against=work.foreign)
    found = alerts(work)

    assert [(one.kind, one.text) for one in found] == [
        (
            "warning",
            FORBIDDEN,
        ),
        (
            "info",
            "Bail condition, Daniel R.: a manager has agreed to contact with the other side",
        ),
        ("info", "Licence condition, Daniel R.: in force"),
        ("info", "Release, Daniel R.: 11 October 2026"),
    ]
    assert {one.url for one in found} == {work.url("custody", work.responsible.pk)}
    assert first_few(found) == (found[:3], 1)
    assert first_few(found[:2]) == (found[:2], 0)


def test_the_alerts_are_read_in_two_queries(work, django_assert_num_queries):
    for _ in range(5):
        KeyDateFactory(participant=work.responsible)
        CourtOrderFactory(against=work.responsible)
    people, by = participants_of(work.case, work.by), work.by

    with django_assert_num_queries(2):
        assert len(alerts_of(work.case, people, by, TODAY)) == 10
