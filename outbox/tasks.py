"""What beat rings: once a minute, one task for each live area."""

from __future__ import annotations

from celery import shared_task

from areas.models import Area
from rjcase import clock

from .actions import BATCH, work


@shared_task(name="outbox.tick")
def tick() -> None:
    for area in Area.objects.filter(is_live=True):
        tick_area.delay(area_id=str(area.pk))


@shared_task(name="outbox.tick_area")
def tick_area(*, area_id: str) -> None:
    area = Area.objects.get(pk=area_id)
    while work(area, now=clock.now()) == BATCH:
        pass
