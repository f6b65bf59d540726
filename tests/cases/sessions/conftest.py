from datetime import timedelta

import pytest

from cases.stages import ParticipantRole, Side
from tests.cases.work.conftest import work  # noqa: F401
from tests.factories.cases import ParticipantFactory, SessionFactory
from tests.moments import NOON

EARLIER, LATER, SOON = (NOON + timedelta(hours=n) for n in (-4, 48, 24))


def planned(one, **given):
    given = {"attendance": "planned", "minutes": None, "happened_at": LATER, **given}
    return SessionFactory(participant=one, **given)


def beside(one, **given):
    """Somebody else of the case, by default a supporter of the same side."""
    given = {"role": ParticipantRole.SUPPORTER, "side": one.side, **given}
    return ParticipantFactory(case=one.case, **given)


@pytest.fixture
def daughter(work):  # noqa: F811
    return beside(work.responsible, person__first_name="Ana", person__last_name="Reed")


@pytest.fixture
def interpreter(work):  # noqa: F811
    given = {"role": ParticipantRole.INTERPRETER, "side": Side.NEUTRAL}
    return beside(work.responsible, person__first_name="Ines", **given)
