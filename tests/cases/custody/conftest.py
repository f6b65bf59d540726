import pytest

from tests.cases.custody.made import Known, one_of_everything
from tests.cases.work.conftest import work

__all__ = ["work"]


@pytest.fixture
def known(work):
    mine = one_of_everything(work.responsible, work.world.users["facilitator"])
    return Known(work, mine, one_of_everything(work.foreign))
