"""An order of a closed case counts in every other, so what eases it is done there still."""

import pytest

from cases.actions.activity import CaseClosed
from cases.actions.orders import (
    ForbiddenByOrder,
    agree_to_contact,
    change_order,
    end_order,
    must_be_allowed,
    take_back_agreement,
)
from tests.cases.made import url
from tests.factories.cases import CaseFactory, PairFactory
from tests.factories.custody import CourtOrderFactory
from tests.moments import NOON, TODAY


@pytest.fixture
def closed(work):
    """An order against one of the two, written down in another case of theirs that is closed."""
    case = CaseFactory(area=work.world.kent, stage="closed", closed_on=TODAY)
    pair = PairFactory(
        case=case, one__person=work.responsible.person, other__person=work.harmed.person
    )
    return CourtOrderFactory(against=pair.one, recorded_by=work.world.users["facilitator"])


def is_refused(work):
    try:
        must_be_allowed(work.harmed, work.responsible, by=work.by, now=NOON)
    except ForbiddenByOrder:
        return True
    return False


def test_in_a_closed_case_a_manager_agrees_and_takes_it_back(work, closed):
    deputy = work.world.actor("deputy")
    assert is_refused(work)

    agreed = agree_to_contact(closed, why="It is allowed.", version=1, by=deputy, now=NOON)
    assert not is_refused(work)
    take_back_agreement(agreed, version=2, by=deputy, now=NOON)
    assert is_refused(work)


def test_in_a_closed_case_an_order_ends_and_is_not_changed(work, closed):
    deputy = work.world.actor("deputy")
    told = {"kind": "bail", "terms": "", "forbids_contact": True, "until_on": None}

    with pytest.raises(CaseClosed):
        change_order(closed, **told, from_on=TODAY, version=1, by=deputy, now=NOON)
    end_order(closed, until_on=closed.from_on, version=1, by=deputy, now=NOON)
    assert not is_refused(work)


@pytest.mark.parametrize(
    ("who", "offered"),
    [
        ("deputy", ["Agree to contact", "It ended"]),
        ("supervisor", []),
    ],
)
def test_the_page_of_a_closed_case_offers_what_may_be_done_there(work, closed, who, offered):
    names = ["Agree to contact", "Change", "It ended", "Add an order or condition"]
    page = work.world.client(who).get(url("custody", closed.case, closed.against_id))

    text = page.content.decode()
    assert [name for name in names if f">{name}<" in text.replace("\n", "")] == offered
