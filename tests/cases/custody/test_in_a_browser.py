from datetime import timedelta

import pytest

from areas.tenancy import in_area
from tests.cases.custody.made import A_DAY, ABOUT_A_ROW, ADDING, Known, one_of_everything
from tests.factories.custody import (
    AccessRequestFactory,
    AgencyContactFactory,
    CourtOrderFactory,
    KeyDateFactory,
    StayFactory,
)
from tests.moments import NOON, TODAY

pytestmark = pytest.mark.browser


@pytest.fixture
def busy(transactional_db, work):
    """Daniel has moved twice, and one order against him was agreed to."""
    user, daniel = work.world.users["facilitator"], work.responsible
    with in_area(work.world.kent.pk):
        known = Known(work, one_of_everything(daniel, user), {})
        StayFactory(
            participant=daniel,
            held="remand",
            establishment="BXI",
            from_on=TODAY - timedelta(days=200),
            until_on=TODAY - timedelta(days=30),
        )
        AgencyContactFactory(participant=daniel, role="com", name="Ann Other", until_on=TODAY)
        AccessRequestFactory(
            participant=daniel,
            establishment="BXI",
            state="refused",
            answered_on=TODAY,
            note="No visits on that wing.",
        )
        KeyDateFactory(participant=daniel, kind="licence_end", on=TODAY + 900 * A_DAY)
        CourtOrderFactory(
            against=daniel,
            kind="licence",
            agreed_at=NOON,
            agreed_by=work.world.users["manager"],
            agreed_why="Probation agreed to a letter.",
        )
        CourtOrderFactory(against=daniel, kind="bail", until_on=TODAY - A_DAY)
    return known


def test_every_page_about_prison_and_supervision_fits_and_keeps_nobody_out(busy, walker):
    walker.become(busy.work.world.users["manager"])
    walker.visit(busy.url("custody"))
    walker.visit(busy.work.url("custody", busy.work.harmed.pk))
    for name in (*ADDING, *ABOUT_A_ROW):
        walker.visit(busy.url(name))


def test_a_manager_agrees_by_the_page(busy, walker):
    walker.become(busy.work.world.users["manager"])
    walker.visit(busy.url("custody")).reads("No contact with the other side")

    walker.page.get_by_role("link", name="Agree to contact (Restraining order)").click()
    walker.page.get_by_label("Why may contact with the other side go on?").fill("Probation agrees.")
    walker.press("Agree")

    walker.reads("Manager agreed to it on 12 August 2026")
