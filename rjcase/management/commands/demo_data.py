"""Load the demonstration data: three areas, the published case, an ordinary half-year. Once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from areas.models import Area, User
from outbox.actions import work
from reporting.actions import prepare_report, publish_report
from reporting.periods import Period
from rjcase import clock
from rjcase.demo import daniel_and_jessica, desks, early_endings
from rjcase.demo.cast import Service, sign_ins
from rjcase.demo.ordinary import AS_AT, Ordinary
from rjcase.demo.telling import at

AREAS = {"metropolitan": 90, "gwent": 12, "cumbria": 12}
"""The live areas, and how many ordinary referrals each gets."""
PUBLISHED = Period.parse("2026-27-Q2")


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError(
                "Production takes no demonstration data: its password is known to everybody."
            )
        if User.objects.filter(email__endswith=".example").exists():
            self.stdout.write("The demonstration data is there already.")
        else:
            self.load()
        areas = list(Area.objects.filter(slug__in=AREAS))
        areas.sort(key=lambda area: list(AREAS).index(area.slug))
        work(areas[0], clock=clock.now)  # the worker draws the others' reports
        write_card(areas)

    def load(self) -> None:
        """All of it in one transaction: half a demonstration would be worse than none."""
        with transaction.atomic():
            call_command("load_areas", live=list(AREAS), stdout=self.stdout)
            for seed, slug in enumerate(AREAS, start=1):
                fill(Service(Area.objects.get(slug=slug)), seed=seed)


def fill(service: Service, *, seed: int) -> None:
    """One area: its people, the told cases in the first, ordinary ones, the published quarter."""
    service.hire()
    if seed == 1:
        daniel_and_jessica.tell(service)
        early_endings.burglary_whose_needs_were_met(service)
        early_endings.referral_without_anybody_identified(service)
    Ordinary(service, seed).tell(AREAS[service.area.slug])
    desks.fill(service)
    report = prepare_report(PUBLISHED, by=service.as_("manager"), now=at(AS_AT, 10))
    publish_report(report, by=service.as_("deputy"), now=at(AS_AT, 15))


def write_card(areas: list[Area]) -> None:
    """What `./rj run` prints: who to sign in as, and where the quarter's PDF lies."""
    home = os.environ.get("RJCASE_HOME")
    if not home:
        return
    first = areas[0]
    pdf = Path(home) / f"{first.slug}-{PUBLISHED.code}.pdf"
    call_command("build_report", first.slug, PUBLISHED.code, out=pdf)
    (Path(home) / "card.txt").write_text(
        f"{sign_ins(areas)}\n\n"
        f"The quarter's PDF of {first.name}: {pdf}\n"
        f"  or as commissioner: /areas/{first.slug}/reports/published/\n"
    )
