import pytest

from cases.stages import RiskLevel
from risk.levels import highest, rating


@pytest.mark.parametrize(
    ("likelihood", "impact", "level"),
    [
        (1, 1, RiskLevel.LOW),
        (1, 3, RiskLevel.LOW),
        (2, 2, RiskLevel.MEDIUM),
        (2, 3, RiskLevel.MEDIUM),
        (2, 4, RiskLevel.HIGH),
        (3, 3, RiskLevel.HIGH),
        (3, 4, RiskLevel.VERY_HIGH),
        (4, 4, RiskLevel.VERY_HIGH),
    ],
)
def test_the_rating_follows_the_matrix(likelihood, impact, level):
    assert rating(likelihood, impact) == level


def test_the_gravest_level_is_found_by_gravity_and_not_by_letters():
    assert highest(["medium", "high", "low"]) == RiskLevel.HIGH


def test_of_nothing_there_is_no_gravest():
    assert highest([]) is None
