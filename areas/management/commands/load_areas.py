"""Load the 43 areas of England and Wales, each with its settings and its commissioner. Safe to run
again.
"""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from areas.models import Area, AreaSettings, Commissioner
from areas.tenancy import in_area

REGISTER = Path(__file__).parents[2] / "reference" / "pcc_areas.csv"
FIRST_ELECTED = date(2012, 11, 22)


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--live", nargs="*", default=[], help="slugs of the areas whose service has started"
        )

    def handle(self, *args: Any, live: list[str], **options: Any) -> None:
        with REGISTER.open(encoding="utf-8") as register:
            rows = list(csv.DictReader(register))
        unknown = set(live) - {row["slug"] for row in rows}
        if unknown:
            raise CommandError(f"there is no area {', '.join(sorted(unknown))} in the register")
        for row in rows:
            load(row, live=live)
        self.stdout.write(f"{len(rows)} areas")


def in_office_from(since: str) -> date:
    """The register gives a year, if anything: mayors take office in the May of it."""
    return date(int(since[:4]), 5, 1) if since else FIRST_ELECTED


def load(row: dict[str, str], *, live: list[str]) -> Area:
    """One area of the register, its settings and its present commissioner; `live` only ever
    switches on, and what the service is called is only a beginning.
    """
    defaults = {
        "name": row["name"],
        "code": row["reference_code"],
        "police_force": row["police_force"],
        "region": row["region_name"],
        "is_welsh": row["welsh_language"] == "true",
    }
    called = {"service_name": f"Restorative {row['name']}"}
    area, _ = Area.objects.update_or_create(
        slug=row["slug"], defaults=defaults, create_defaults={**defaults, **called}
    )
    if area.slug in live and not area.is_live:
        area.is_live = True
        area.save(update_fields=["is_live"])
    with in_area(area.pk):
        AreaSettings.objects.get_or_create(area=area)
        since = in_office_from(row["governance_since"])
        Commissioner.objects.filter(area=area, until_on=None, from_on__lt=since).update(
            until_on=since - timedelta(days=1)
        )
        Commissioner.objects.get_or_create(
            area=area,
            from_on=since,
            defaults={"kind": row["governance"], "body": row["governance_body"]},
        )
    return area
