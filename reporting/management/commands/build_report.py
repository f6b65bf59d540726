"""`manage.py build_report <area> <2026-27-Q2> [--out file]`: the quarter's PDF in a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from areas.actor import Actor
from areas.context import settings_of
from areas.tenancy import in_area
from reporting import queries
from reporting.management.area_argument import area_of, period_of
from reporting.pdf import Edition, pdf_of
from reporting.periods import Period
from reporting.published import suppressed
from reporting.quarter import quarter_figures
from rjcase import clock
from ui.pdf import EngineMissing


class Command(BaseCommand):
    help = "Write a quarter's report as a PDF: the published one, or a draft of today's figures."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("area", help="the area's slug")
        parser.add_argument("period", help="a quarter, such as 2026-27-Q2")
        parser.add_argument("--out", type=Path, help="the file to write")

    def handle(self, *args: Any, **options: Any) -> None:
        area, period = area_of(options["area"]), period_of(options["period"])
        out: Path = options["out"] or Path(f"{area.slug}-{period.code}.pdf")
        with in_area(area.pk):
            content, state = _content(Actor.system(area), period)
        try:
            out.write_bytes(content)
        except OSError as failure:
            raise CommandError(f"{out} cannot be written: {failure.strerror}.") from None
        self.stdout.write(f"{out}: {state}, {len(content):,} bytes")


def _content(actor: Actor, period: Period) -> tuple[bytes, str]:
    for report in queries.published_reports(actor).of(period.code):
        if document := queries.document_of(actor, report):
            return bytes(document.content), f"published, version {report.version}"
    today = timezone.localdate(clock.now())
    figures = quarter_figures(actor, period, as_at=today)
    snapshot = suppressed(figures, threshold=settings_of(actor).suppression_threshold)
    edition = Edition(version=1, prepared_by="build_report", dated=today)
    try:
        return pdf_of(snapshot, edition), "a draft, not published"
    except EngineMissing as missing:
        raise CommandError(str(missing)) from None
