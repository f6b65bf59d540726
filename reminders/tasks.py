"""What beat rings each minute, fanned out to one task for each live area."""

from __future__ import annotations

from celery import shared_task

from areas.actor import Actor
from areas.queries import live_areas
from areas.tenancy import in_area
from rjcase import clock

from .actions import remind


@shared_task(name="reminders.tick")
def tick() -> None:
    """Ring for every live area."""
    for area in live_areas():
        remind_area.delay(area_id=str(area.pk))


@shared_task(name="reminders.remind_area")
def remind_area(*, area_id: str) -> None:
    """Queue what is due in one area."""
    area = live_areas().get(pk=area_id)
    with in_area(area.pk):
        remind(by=Actor.system(area), now=clock.now())
