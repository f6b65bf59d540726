from datetime import timedelta

import pytest

from cases.models import Case
from cases.queries.custody import has_left
from cases.queries.due import due_items
from tests.factories.custody import (
    AccessRequestFactory,
    CourtOrderFactory,
    KeyDateFactory,
    StayFactory,
)
from tests.moments import TODAY

A_DAY = timedelta(days=1)
WEEK = timedelta(days=7)


def due(work, *, until=TODAY + WEEK):
    cases = Case.objects.visible_to(work.by).open()
    rows = due_items(cases, work.by, today=TODAY, until=until)
    return [(one.what, one.on, one.page) for one in rows if "responsible" not in one.what]


@pytest.fixture(autouse=True)
def nothing_else(work):
    work.case.risk_cleared_until = TODAY + 90 * A_DAY
    work.case.save()


def test_what_is_due_about_prison_and_supervision(work):
    StayFactory(participant=work.responsible)
    AccessRequestFactory(participant=work.responsible, chase_on=TODAY - A_DAY)
    KeyDateFactory(participant=work.responsible)
    KeyDateFactory(participant=work.responsible, kind="court", on=TODAY + 3 * A_DAY)
    CourtOrderFactory(against=work.responsible, until_on=TODAY + 5 * A_DAY)

    assert due(work) == [
        ("Ask the prison again to let you see Daniel R.", TODAY - A_DAY, "cases:access_chase"),
        ("Release: Daniel R., 11 October 2026", TODAY, "cases:key_date_note"),
        ("Court hearing: Daniel R.", TODAY + 3 * A_DAY, "cases:custody"),
        ("Restraining order ends: Daniel R.", TODAY + 5 * A_DAY, "cases:custody"),
    ]


def test_an_alert_is_nobody_s_delay(work):
    KeyDateFactory(participant=work.responsible)

    assert due(work, until=TODAY - A_DAY) == []


def test_nothing_is_due_that_was_answered_was_noted_lies_ahead_or_is_over(work):
    AccessRequestFactory(participant=work.responsible, state="granted")
    AccessRequestFactory(participant=work.responsible, chase_on=TODAY + 8 * A_DAY)
    CourtOrderFactory(against=work.responsible, until_on=TODAY + 8 * A_DAY)
    CourtOrderFactory(against=work.responsible, until_on=TODAY - A_DAY)
    CourtOrderFactory(against=work.responsible)
    KeyDateFactory(participant=work.responsible, noted_months=3)
    KeyDateFactory(participant=work.responsible, on=TODAY + 500 * A_DAY)

    assert due(work) == []


@pytest.mark.parametrize(
    ("held", "establishment", "is_asked"),
    [
        ("sentenced", "MDI", True),
        ("sentenced", "ACI", False),
        ("sentenced", "", True),
        ("licence", "", False),
    ],
)
def test_a_prison_that_they_have_left_is_not_asked_again(work, held, establishment, is_asked):
    row = AccessRequestFactory(participant=work.responsible)
    stay = StayFactory(participant=work.responsible, held=held, establishment=establishment)

    assert bool(due(work)) is is_asked
    assert has_left(stay, row.establishment) is not is_asked


def test_of_somebody_of_whom_nothing_is_known_the_prison_is_asked_again(work):
    AccessRequestFactory(participant=work.responsible)

    assert len(due(work)) == 1
    assert has_left(None, "MDI") is False
