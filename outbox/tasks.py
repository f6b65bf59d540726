"""What beat rings: once a minute, one task for each live area."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task

from areas.queries import live_areas
from rjcase import clock

from .actions import BATCH, work

A_TURN = timedelta(seconds=45)


@shared_task(name="outbox.tick")
def tick() -> None:
    """Ring for every live area."""
    for area in live_areas():
        tick_area.delay(area_id=str(area.pk))


@shared_task(name="outbox.tick_area")
def tick_area(*, area_id: str) -> None:
    """Do what waits in one area, for the length of a turn: the next ring goes on from there."""
    area = live_areas().get(pk=area_id)
    ends = clock.now() + A_TURN
    while work(area, clock=clock.now) == BATCH and clock.now() < ends:
        pass
