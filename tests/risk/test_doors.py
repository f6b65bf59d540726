import pytest

from tests.factories.cases import CaseFactory
from tests.factories.risk import AssessmentFactory
from tests.risk.cases import page, written

PAGES = [
    ("list", []),
    ("add", []),
    ("assessment", [1]),
    ("change", [1]),
    ("submit", [1]),
    ("sign", [1]),
    ("return", [1]),
]


@pytest.mark.parametrize(("name", "args"), PAGES)
def test_a_stranger_a_neighbour_and_a_colleague_without_the_case_get_404(world, name, args):
    assessment = written(world)
    restricted = CaseFactory(area=world.kent, is_restricted=True)
    AssessmentFactory(case=restricted, number=1)
    user = "supervisor" if name in {"sign", "return"} else "colleague"
    case = restricted if user == "supervisor" else assessment.case

    assert world.client("stranger").get(page(assessment.case, name, *args)).status_code == 404
    assert world.client("neighbour").get(page(assessment.case, name, *args)).status_code == 404
    assert world.client(user).get(page(case, name, *args)).status_code == 404


@pytest.mark.parametrize(("name", "args"), PAGES)
def test_another_areas_reference_through_ones_own_door_is_404(world, name, args):
    assessment = written(world)

    answer = world.client("neighbour").get(page(assessment.case, name, *args, area="avon"))

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("name", "args", "user"),
    [
        ("list", [], "referrer"),
        ("list", [], "commissioner"),
        ("assessment", [1], "commissioner"),
        ("add", [], "supervisor"),
        ("change", [1], "supervisor"),
        ("submit", [1], "supervisor"),
        ("sign", [1], "facilitator"),
        ("return", [1], "coordinator"),
    ],
)
def test_a_member_without_the_permission_gets_403(world, name, args, user):
    assessment = written(world)

    assert world.client(user).get(page(assessment.case, name, *args)).status_code == 403


@pytest.mark.parametrize("number", [2, 0, 99_999, 10**30])
def test_a_number_that_is_not_there_is_404(world, number):
    assessment = written(world)

    answer = world.client("facilitator").get(page(assessment.case, "assessment", number))

    assert answer.status_code == 404
