from datetime import timedelta

import pytest
from django.urls import reverse

from tests.factories.concerns import CompanionFactory, ConcernFactory

from .conftest import EARLIER, planned

pytestmark = pytest.mark.browser


@pytest.fixture
def busy(transactional_db, work, daughter):
    """A case with a session in each state; gives the addresses of its pages."""
    users = work.world.users
    there = planned(work.responsible, establishment="MDI", place="Visits hall")
    why = {"attendance": "moved", "whose_doing": "prison", "note": "Lockdown."}
    moved = planned(work.responsible, moved_to=there, **why)
    CompanionFactory(session=there, participant=daughter)
    planned(work.harmed, happened_at=EARLIER)
    planned(work.harmed, happened_at=EARLIER - timedelta(days=1))
    given = {"raised_to": users["facilitator"], "recorded_by": users["colleague"]}
    concern = ConcernFactory(participant=work.harmed, **given)
    return [
        work.url("sessions"),
        work.url("session", moved.pk),
        work.url("session_add", work.responsible.pk),
        work.url("session_record", there.pk),
        work.url("session_move", there.pk),
        work.url("visit_sheet", there.pk),
        work.url("concern_add", work.harmed.pk),
        work.url("concern", concern.pk),
        reverse("cases:concerns", args=["kent"]),
        reverse("cases:visits", args=["kent"]),
    ]


def test_every_page_of_the_sessions_fits_and_keeps_nobody_out(busy, walker, work):
    walker.become(work.world.users["facilitator"])
    for address in busy:
        walker.visit(address)

    walker.press("Save").reads("Say of at least one session what became of it")
