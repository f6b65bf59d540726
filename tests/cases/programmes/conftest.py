from datetime import timedelta

import pytest

from tests.cases.work.conftest import work  # noqa: F401
from tests.factories.programmes import (
    EnrolmentFactory,
    ProgrammeFactory,
    ProgrammeLeadFactory,
    ProgrammeSessionFactory,
)
from tests.moments import NOON


@pytest.fixture
def course(work):  # noqa: F811
    """A course that the facilitator runs; `meeting` was three hours ago, `later` is in a week."""
    programme = ProgrammeFactory(area=work.world.kent, name="Awareness, Maidstone")
    ProgrammeLeadFactory(programme=programme, user=work.world.users["facilitator"])
    return programme


@pytest.fixture
def place(work, course):  # noqa: F811
    return EnrolmentFactory(participant=work.responsible, programme=course)


@pytest.fixture
def meeting(course):
    return ProgrammeSessionFactory(programme=course, number=1)


@pytest.fixture
def later(course):
    in_a_week = NOON + timedelta(days=7)
    return ProgrammeSessionFactory(programme=course, number=2, happened_at=in_a_week)
