"""Cases whose risk is to be reviewed, and what reached the facilitators' letter boxes."""

from datetime import timedelta

from django.core import mail

from areas.tenancy import in_area
from cases.stages import Stage, WorkerRole
from outbox.actions import work
from tests.factories.cases import CaseFactory, CaseWorkerFactory
from tests.moments import NOON, TODAY


def case_due(world, *, area=None, user="facilitator", role=WorkerRole.LEAD, due=TODAY, **values):
    values = {"opened_at": NOON - timedelta(days=60), "stage": Stage.PREPARATION, **values}
    case = CaseFactory(area=area or world.kent, risk_cleared_until=due, **values)
    if user:
        CaseWorkerFactory(case=case, user=world.users[user], role=role)
    return case


def deliver(area, now):
    """Do what waits in the area's outbox; what was sent stands in `mail.outbox`."""
    with in_area(area.pk):
        work(area, clock=lambda: now)
    return mail.outbox
