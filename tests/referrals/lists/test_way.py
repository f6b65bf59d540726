"""The whole way of a list at a browser: from a file to rows in the inbox, once."""

import pytest
from django.urls import reverse

from areas.tenancy import in_area
from outbox.actions import work
from outbox.models import Entry
from referrals.models import Referral
from rjcase import clock
from tests.browser.walker import PlainWalker, Walker
from tests.referrals.lists.files import JESSICA, LOOK, REFUSED, csv_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(params=[True, False], ids=["scripts", "plain"])
def scripts(request):
    return request.param


@pytest.fixture
def browser_context_args(browser_context_args, scripts):
    return {**browser_context_args, "java_script_enabled": scripts}


@pytest.fixture
def walker(page, live_server, scripts):
    page.set_default_timeout(10_000)
    return (Walker if scripts else PlainWalker)(page, live_server.url)


def up_to_the_import(walker, world, file):
    walker.visit(reverse("referrals:lists", args=["kent"]))
    walker.answer(agency=str(world.probation.pk), meant="ours")
    walker.page.set_input_files("main [name=file]", file)
    walker.send().reads("Victim Surname").reads("For example: Lane")
    walker.send().reads("Nothing has been imported yet.")
    return walker.follow("Continue to import")


def run_the_worker(world):
    with in_area(world.kent.pk):
        Entry.objects.update(due_at=clock.now())
    while work(world.kent, clock=clock.now):
        pass


def test_a_list_becomes_rows_in_the_inbox_once(transactional_db, walker, world, tmp_path):
    file = tmp_path / "extract.csv"
    file.write_bytes(csv_of(JESSICA, JESSICA, LOOK, REFUSED))

    walker.become(world.users["coordinator"])
    walker.visit(reverse("referrals:lists", args=["kent"])).press("Upload and continue")
    walker.reads("Choose a file")
    up_to_the_import(walker, world, file).reads("stands twice in the file")
    walker.answer(rows="looks").send().reads("1 of 4 rows are done.")
    run_the_worker(world)
    walker.follow("Show how far it is now").reads("Download the results (CSV)")
    with walker.page.expect_download() as download:
        walker.page.get_by_text("Download the results (CSV)").click()
    assert "Refused" in download.value.path().read_text("utf-8-sig")
    up_to_the_import(walker, world, file).reads("0 new referrals, 2 rows are here already")
    walker.answer(rows="looks").send()
    run_the_worker(world)

    with in_area(world.kent.pk):
        references = sorted(Referral.objects.values_list("reference", flat=True))
    assert len(references) == 2
    walker.visit(reverse("referrals:inbox", args=["kent"]))
    for reference in references:
        walker.reads(reference)
        assert walker.page.locator("main table").inner_text().count(reference) == 1
