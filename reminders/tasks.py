"""What beat rings each minute, fanned out to one task for each live area."""

from __future__ import annotations

from celery import shared_task

from areas.actor import Actor
from areas.queries import live_areas
from areas.sessions import forget_expired
from areas.tenancy import in_area
from referrals.actions.settle import settle_parcels
from rjcase import clock

from .actions import remind, sweep_passing_rows
from .left_behind import look_after_documents


@shared_task(name="reminders.tick")
def tick() -> None:
    """Ring for every live area; at minute 0 of an hour, for the day's sweep too.

    The first ring of a London day sweeps and the others of that day find nothing (`areas.passing`
    counts whole days): no mark of the day is needed, and a ring that was lost is made good within
    the hour.
    """
    on_the_hour = clock.now().minute == 0
    for area in live_areas():
        remind_area.delay(area_id=str(area.pk))
        if on_the_hour:
            sweep_area.delay(area_id=str(area.pk))
    if on_the_hour:
        forget_expired()


@shared_task(name="reminders.remind_area")
def remind_area(*, area_id: str) -> None:
    """Queue what is due in one area, and settle the parcels that other areas have answered."""
    area = live_areas().get(pk=area_id)
    with in_area(area.pk):
        remind(by=Actor.system(area), now=clock.now())
        settle_parcels(by=Actor.system(area), now=clock.now())


@shared_task(name="reminders.sweep_area")
def sweep_area(*, area_id: str) -> None:
    """Delete the passing rows of one area whose days are over, and documents left behind."""
    area = live_areas().get(pk=area_id)
    with in_area(area.pk):
        sweep_passing_rows(by=Actor.system(area), now=clock.now())
        look_after_documents(by=Actor.system(area), now=clock.now())
