import pytest

from tests.cases.made import two_sided_case


@pytest.fixture
def case(world):
    """Jessica and Daniel in Kent, at the beginning."""
    return two_sided_case(world)


@pytest.fixture
def actor(world):
    return world.actor("facilitator")
