"""How the outbox stands in every live area: what an operator reads when messages seem late."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from areas.actor import Actor
from areas.queries import live_areas
from areas.tenancy import in_area
from outbox.models import Entry
from outbox.queries import state
from rjcase import clock

LINE = "{:<24} {:>8} {:>8} {:>6}  {}"


class Command(BaseCommand):
    help = (
        "Print how many outbox entries wait, are in hand and are dead, by area, and each dead one."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        now = clock.now()
        self.stdout.write(LINE.format("area", "waiting", "in hand", "dead", "oldest waits since"))
        for area in live_areas():
            with in_area(area.pk):
                actor = Actor.system(area)
                found = state(actor, now)
                oldest = found.oldest.isoformat(timespec="minutes") if found.oldest else "-"
                self.stdout.write(
                    LINE.format(area.slug, found.waiting, found.leased, found.dead, oldest)
                )
                for entry in Entry.objects.visible_to(actor).dead().order_by("dead_at"):
                    self.stdout.write(f"  dead: {entry.pk} {entry.kind} {entry.last_error}")
