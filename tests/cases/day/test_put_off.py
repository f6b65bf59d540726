"""What was put off between two people, while others of their case go on."""

from datetime import timedelta

import pytest

from cases.models import Case
from cases.queries.due import due_items
from cases.queries.my_day import my_day
from tests.cases.made import daniel_of, jessica_of, two_sided_case, url
from tests.factories.cases import PairFactory
from tests.moments import NOON, TODAY

DAY = timedelta(days=1)


@pytest.fixture
def case(world):
    """Jessica and Daniel wait; her sister and he go on."""
    case = two_sided_case(world)
    PairFactory(case=case, other=daniel_of(case), one__person__first_name="100% Ann", state="open")
    case.participants.update(status="contacted")
    return case


def put_off(case, on):
    case.pairs.filter(one=jessica_of(case)).update(state="not_now", recontact_on=on)


def seen(world):
    return my_day(world.actor("facilitator"), now=NOON, since=NOON)


@pytest.mark.parametrize(("on", "shown"), [(TODAY, TODAY), (TODAY - DAY, TODAY)])
def test_it_is_asked_on_its_day_and_never_late(world, case, on, shown):
    put_off(case, on)
    (due,) = seen(world).today

    pair = case.pairs.get(one=jessica_of(case))
    assert (due.what, due.on, due.page, due.args) == (
        "Ask again, as it was put off: Jessica H. and Daniel R.",
        shown,
        "cases:pair",
        (case.reference, str(pair.pk)),
    )
    assert seen(world).overdue == []
    text = world.client("facilitator").get(url("detail", case)).content.decode()
    assert "Ask again, as it was put off: Jessica H. and Daniel R." in text


def test_the_caseload_does_not_count_it_as_late(world, case):
    put_off(case, TODAY - DAY)
    mine = Case.objects.filter(pk=case.pk)

    yesterday = TODAY - DAY
    assert due_items(mine, world.actor("coordinator"), today=TODAY, until=yesterday) == []


def test_a_later_day_waits(world, case):
    put_off(case, TODAY + 8 * DAY)
    assert seen(world).ahead == []

    put_off(case, TODAY + DAY)
    assert [one.on for one in seen(world).ahead] == [TODAY + DAY]


def test_where_nobody_goes_on_it_waits_apart(world, case):
    case.pairs.update(state="not_now", recontact_on=TODAY)
    day = seen(world)

    assert (day.today, len(day.waiting)) == ([], 1)


def test_a_name_with_a_percent_sign_is_told_as_it_stands(world, case):
    case.pairs.exclude(one=jessica_of(case)).update(state="not_now", recontact_on=TODAY)
    (due,) = seen(world).today

    assert due.what.startswith("Ask again, as it was put off: 100% Ann")
