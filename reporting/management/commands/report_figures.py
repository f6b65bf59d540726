"""`manage.py report_figures <area> <2026-27-Q2> --json`: a quarter's figures as text."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from areas.actor import Actor
from areas.context import settings_of
from areas.tenancy import in_area
from reporting.management.area_argument import area_of, period_of
from reporting.published import suppressed
from reporting.quarter import quarter_figures
from rjcase import clock


class Command(BaseCommand):
    help = "Print a quarter's figures as they stand today: the service's own, or with --published."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("area", help="the area's slug")
        parser.add_argument("period", help="a quarter, such as 2026-27-Q2")
        parser.add_argument("--json", action="store_true", help="one line of JSON")
        parser.add_argument("--published", action="store_true", help="after suppression")

    def handle(self, *args: Any, **options: Any) -> None:
        area, period = area_of(options["area"]), period_of(options["period"])
        with in_area(area.pk):
            actor = Actor.system(area)
            figures = quarter_figures(actor, period, as_at=timezone.localdate(clock.now()))
            threshold = settings_of(actor).suppression_threshold
        text = (
            suppressed(figures, threshold=threshold).as_json()
            if options["published"]
            else figures.as_json()
        )
        if not options["json"]:
            text = json.dumps(json.loads(text)["counts"], indent=2, ensure_ascii=False)
        self.stdout.write(text)
