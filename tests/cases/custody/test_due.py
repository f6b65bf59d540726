from datetime import timedelta

from cases.models import Case
from cases.queries.alerts import ALERT, alerts_of, first_few
from cases.queries.case import participants_of
from cases.queries.dated import key_date_arm, read
from cases.queries.facts import facts_of
from tests.factories.custody import (
    CourtOrderFactory,
    KeyDateFactory,
)
from tests.moments import TODAY

A_DAY = timedelta(days=1)
FORBIDDEN = (
    "Restraining order, Daniel R.: begins on 13 August 2026; "
    "no contact with the other side unless a manager agrees"
)


def alerts(work):
    cases = Case.objects.filter(pk=work.case.pk)
    dates = read([key_date_arm(cases, work.by, TODAY, kind=ALERT)])
    people = {one.pk: one for one in participants_of(work.case, work.by)}
    return alerts_of(facts_of(work.case, work.by).orders, dates, people, today=TODAY)


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
    assert {one.participant for one in found} == {work.responsible.pk}
    assert first_few(found) == (found[:3], 1)
    assert first_few(found[:2]) == (found[:2], 0)
