from datetime import timedelta

import pytest
from django.urls import reverse

from cases.models import Companion, Concern
from tests.moments import NOON

from .conftest import EARLIER, planned

pytestmark = pytest.mark.browser


@pytest.fixture
def busy(transactional_db, work, daughter):
    """A case with a session in each state; gives the addresses of its pages."""
    users, area = work.world.users, work.case.area
    moved = planned(work.responsible, attendance="moved", whose_doing="prison", note="Lockdown.")
    moved.moved_to = planned(work.responsible, establishment="MDI", place="Visits hall")
    moved.save()
    Companion.objects.create(session=moved.moved_to, participant=daughter, area=area)
    planned(work.harmed, happened_at=EARLIER)
    planned(work.harmed, happened_at=EARLIER - timedelta(days=1))
    concern = Concern.objects.create(
        participant=work.harmed,
        raised_to=users["facilitator"],
        recorded_by=users["colleague"],
        what="Her brother said that he would wait for him.",
        happened_at=NOON,
        recorded_at=NOON,
        area=area,
    )
    return [
        work.url("sessions"),
        work.url("session", moved.pk),
        work.url("session_add", work.responsible.pk),
        work.url("session_record", moved.moved_to_id),
        work.url("session_move", moved.moved_to_id),
        work.url("visit_sheet", moved.moved_to_id),
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
