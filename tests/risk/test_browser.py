import pytest
from django.urls import reverse

from areas.tenancy import in_area
from tests.factories.risk import FactorRowFactory
from tests.moments import TODAY
from tests.risk.cases import worked_case, written

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def case(transactional_db, world):
    with in_area(world.kent.pk):
        case = worked_case(world, reference="KNT-26-00042", risk_cleared_until=TODAY)
        assessment = written(world, case=case, judgement="conditions", conditions="Two staff.")
        FactorRowFactory(assessment=assessment)
        FactorRowFactory(assessment=assessment, position=2, factor="rf_ptsd", residual="medium")
    return case


def page(case, name, *args):
    return reverse(f"risk:{name}", args=["kent", case.reference, *args])


def test_from_the_judgement_to_the_signature(walker, world, case):
    walker.become(world.users["facilitator"]).visit(page(case, "list"))
    walker.visit(page(case, "add")).press("Save")
    walker.reads("Explain why you chose this level")
    walker.visit(page(case, "change", 1))
    walker.visit(page(case, "assessment", 1)).press("Submit for sign-off").press("Submit")
    walker.reads("The assessment waits for sign-off.")

    walker.become(world.users["supervisor"]).visit(reverse("risk:waiting", args=["kent"]))
    walker.follow("KNT-26-00042").press("Send back").press("Send back")
    walker.reads("Enter what has to change")
    walker.visit(page(case, "sign", 1)).press("Sign off")

    walker.reads("You have signed the assessment off.")
    walker.visit(page(case, "list"))
    assert walker.complaints == []
