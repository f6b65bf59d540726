"""Load the demonstration data: three areas, the published case, an ordinary year. Once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from areas.models import Area, User
from outbox.actions import work
from outbox.models import Entry
from referrals.actions.after import ACKNOWLEDGE
from reporting.actions import prepare_report, publish_report
from reporting.periods import Period
from rjcase import clock
from rjcase.demo import daniel_and_jessica, desks, early_endings, under_way
from rjcase.demo.cast import Service, sign_ins
from rjcase.demo.ordinary import AS_AT, Ordinary
from rjcase.demo.places import PLACES, Place, furnish
from rjcase.demo.telling import at

PUBLISHED = Period.parse("2026-27-Q2")


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--referrals", type=int, help="ordinary referrals for each area, in place of its own"
        )

    def handle(self, *args: Any, referrals: int | None = None, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError(
                "Production takes no demonstration data: its password is known to everybody."
            )
        if User.objects.filter(email__endswith=".example").exists():
            self.stdout.write("The demonstration data is there already.")
        else:
            self.load(referrals)
        areas = [Area.objects.get(slug=place.slug) for place in PLACES]
        work(areas[0], clock=clock.now)  # the worker draws the others' reports
        write_card(areas)

    def load(self, referrals: int | None) -> None:
        """All of it in one transaction: half a demonstration would be worse than none."""
        with transaction.atomic():
            live = [place.slug for place in PLACES]
            call_command("load_areas", live=live, stdout=self.stdout)
            services = [Service(Area.objects.get(slug=place.slug)) for place in PLACES]
            for seed, (service, place) in enumerate(zip(services, PLACES, strict=True), start=1):
                count = place.referrals if referrals is None else referrals
                fill(service, place, seed=seed, referrals=count)
            desks.offer(services[1], services[0].area)


def fill(service: Service, place: Place, *, seed: int, referrals: int) -> None:
    """One area: its people, the told cases in the first, ordinary ones, the published quarter."""
    furnish(service.area, place)
    service.hire()
    if seed == 1:
        daniel_and_jessica.tell(service)
        early_endings.burglary_whose_needs_were_met(service)
        early_endings.referral_without_anybody_identified(service)
        under_way.tell(service)
    Ordinary(service, seed, place.profile, welsh=place.welsh).tell(referrals)
    desks.fill(service)
    forget_acknowledgements(service)
    report = prepare_report(PUBLISHED, by=service.as_("manager"), now=at(AS_AT, 10))
    publish_report(report, by=service.as_("deputy"), now=at(AS_AT, 15))


def forget_acknowledgements(service: Service) -> None:
    """Whoever referred in a year that never was is told nothing."""
    asked = Entry.objects.visible_to(service.system()).unfinished()
    asked.filter(kind=ACKNOWLEDGE).delete()


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
