from datetime import timedelta

import pytest
from django.core import mail

from areas.models import Area
from areas.tenancy import in_area
from outbox.models import Entry
from outbox.tasks import tick_area
from reminders.models import Sent
from reminders.tasks import remind_area, tick
from rjcase import clock
from rjcase.celery import app
from tests.moments import NOON
from tests.reminders.cases import case_due


@pytest.fixture
def at_once():
    app.conf.task_always_eager = True
    yield
    app.conf.task_always_eager = False


def test_a_tick_reminds_in_every_live_area_each_in_its_own(world, at_once):
    case_due(world)
    case_due(world, area=world.avon, user="neighbour")
    Area.objects.create(slug="asleep", name="Asleep", code="ASL", is_live=False)

    tick()

    for area, user in ((world.kent, "facilitator"), (world.avon, "neighbour")):
        with in_area(area.pk):
            assert [sent.reader.email for sent in Sent.objects.filter(area=area)] == [
                f"{user}@service.invalid"
            ]


def test_from_the_ring_to_the_letter(world):
    case_due(world)

    for minute in range(3):
        with clock.fixed_at(NOON + timedelta(minutes=minute)):
            remind_area(area_id=str(world.kent.pk))
            tick_area(area_id=str(world.kent.pk))

    assert [letter.to for letter in mail.outbox] == [["facilitator@service.invalid"]]
    assert Entry.objects.filter(done_at=None).count() == 0
