import pytest

from areas.actor import Actor
from areas.tenancy import set_context


@pytest.fixture
def area(world):
    return Actor.system(world.kent)


@pytest.fixture
def kent(world):
    return {"area": world.kent}


@pytest.fixture
def elsewhere(world):
    """Rows of another area must not be counted, whatever the database's own belt would hide."""
    yield {"area": world.avon}
    set_context(area_id=world.kent.pk, user_id=None)
