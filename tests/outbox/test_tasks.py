from datetime import timedelta

import pytest
from django.core.management import call_command

from areas.actor import Actor
from areas.models import Area
from areas.tenancy import in_area
from outbox.actions import BATCH, put
from outbox.models import Entry
from outbox.tasks import tick, tick_area
from rjcase import clock
from rjcase.celery import app
from tests.moments import NOON


def put_in(area, count=1, kind="test.note"):
    with in_area(area.pk):
        for _ in range(count):
            put(kind, by=Actor.system(area), now=NOON)


def test_a_ring_does_all_that_waits(world, done):
    put_in(world.kent, BATCH + 3)

    tick_area(area_id=str(world.kent.pk))

    assert len(done) == BATCH + 3


def test_a_tick_goes_through_the_live_areas_each_in_its_own(world, done):
    put_in(world.kent)
    put_in(world.avon)
    asleep = Area.objects.create(slug="asleep", name="Asleep", code="ASL", is_live=False)
    put_in(asleep)
    app.conf.task_always_eager = True
    try:
        tick()
    finally:
        app.conf.task_always_eager = False

    assert [area for _, area, _ in done] == ["avon", "kent"]


def test_a_sleeping_area_is_not_worked(world):
    asleep = Area.objects.create(slug="asleep", name="Asleep", code="ASL", is_live=False)

    with pytest.raises(Area.DoesNotExist):
        tick_area(area_id=str(asleep.pk))


def test_the_command_shows_what_waits_and_what_is_dead(world, done, capsys):
    put_in(world.kent, 3)
    put_in(world.kent, 1, kind="test.broken")
    Entry.objects.filter(kind="test.broken").update(dead_at=NOON, last_error="Broken")
    Entry.objects.filter(pk=Entry.objects.filter(kind="test.note")[0].pk).update(
        lease_until=NOON + timedelta(seconds=30)
    )
    dead = Entry.objects.get(kind="test.broken").pk

    with clock.fixed_at(NOON):
        call_command("outbox_state")

    assert [line.split() for line in capsys.readouterr().out.splitlines()] == [
        ["area", "waiting", "in", "hand", "dead", "oldest", "waits", "since"],
        ["avon", "0", "0", "0", "-"],
        ["kent", "2", "1", "1", "2026-08-12T11:00+00:00"],
        ["dead:", str(dead), "test.broken", "Broken"],
    ]
