import os
from pathlib import Path

import pytest
from django.db import transaction
from django.urls import reverse

from areas.tenancy import in_area
from reporting.models import Report
from rjcase import clock
from tests.factories.cases import CaseFactory
from tests.factories.referrals import ReferralFactory
from tests.reporting.reports import PREPARED, PUBLISHED, drawn
from tests.reporting.rows import FIRST, ClosureFactory

pytestmark = pytest.mark.browser
PICTURES = os.environ.get("RJCASE_PICTURES", "")


@pytest.fixture
def busy(transactional_db, world):
    for number, reason in enumerate(["c_needs_met", "c_h_declined", "c_both"], start=1):
        for _ in range(4 * number):
            ReferralFactory(area=world.kent, received_at=FIRST)
            ClosureFactory(case=CaseFactory(area=world.kent, opened_at=FIRST), reason=reason)
    return world


def picture(walker, name):
    if PICTURES:
        width = walker.page.viewport_size["width"]
        walker.page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)


def test_a_report_goes_from_the_figures_to_the_commissioner(walker, busy):
    figures = reverse("reporting:quarter", args=["kent", "2026-27-Q2"])
    with clock.fixed_at(PREPARED):
        walker.become(busy.users["manager"]).visit(figures)
        walker.reads("Figures as at 14 October 2026, for the service only")
        picture(walker, "figures")
        walker.press("Prepare the report")
        picture(walker, "prepare")
        walker.press("Prepare the draft").reads("The PDF is being made.")
        drawn(busy, now=PREPARED)
        with walker.page.expect_navigation():
            walker.page.get_by_role("link", name="Check again").click()
        walker.look().reads("Download the draft (PDF)")
        picture(walker, "draft")
        walker.press("Publish this report").press("Publish")
        walker.reads("Another service manager must publish")
        picture(walker, "same-person")
        walker.become(busy.users["deputy"]).visit(figures).follow("Version 1, draft 1")
        walker.press("Publish this report").press("Publish").reads("The report is published.")
    drawn(busy, now=PUBLISHED)
    walker.become(busy.users["commissioner"]).visit("/").reads("2026-27 Q2")
    picture(walker, "published")
    with walker.page.expect_download() as download:
        walker.page.get_by_role("link", name="Download 2026-27 Q2, version 1 (PDF)").click()
    assert download.value.suggested_filename == "RJC-KNT-2026-27-Q2-v1.pdf"
    walker.follow("2026-27 Q2").reads("fewer than 5")
    picture(walker, "report")
    with transaction.atomic(), in_area(busy.kent.pk):
        assert Report.objects.get().is_published
