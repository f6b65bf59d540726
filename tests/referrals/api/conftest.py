import pytest

from tests.referrals.api.calls import system_of


@pytest.fixture
def system(world):
    """The records system of Kent's probation."""
    return system_of(world.kent, world.probation)


@pytest.fixture
def theirs(world):
    """A system of another area."""
    return system_of(world.avon)
