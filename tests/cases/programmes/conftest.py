from datetime import timedelta

import pytest

from cases.stages import Group
from tests.cases.work.conftest import work  # noqa: F401
from tests.factories.cases import ConsentFactory
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


@pytest.fixture
def family(work):  # noqa: F811
    """A family programme that meets together tomorrow, then in groups; Jessica has a place."""
    programme = ProgrammeFactory(area=work.world.kent, kind="step_up", name="Step Up")
    ProgrammeLeadFactory(programme=programme, user=work.world.users["facilitator"])
    for number, group in enumerate((Group.ALL, Group.PARENTS, Group.YOUNG_PEOPLE), start=1):
        at = NOON + timedelta(days=number)
        ProgrammeSessionFactory(programme=programme, number=number, group=group, happened_at=at)
    EnrolmentFactory(participant=work.harmed, programme=programme, group=Group.PARENTS)
    return programme


@pytest.fixture
def ready(work):  # noqa: F811
    for one in (work.harmed, work.responsible):
        ConsentFactory(participant=one)


@pytest.fixture
def together(work, family):  # noqa: F811
    """Both have a place from before anybody asked; gives that of Daniel."""
    return EnrolmentFactory(participant=work.responsible, programme=family)
