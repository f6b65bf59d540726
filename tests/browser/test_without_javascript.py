import pytest
from django.urls import reverse

from areas.tenancy import in_area
from cases.models import CaseWorker, ContactEntry
from tests.browser.walker import Walker
from tests.cases.made import jessica_of, two_sided_case
from tests.conftest import PHONE
from tests.factories.referrals import FullReferralFactory
from tests.moments import NOON

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def viewport():
    return PHONE


@pytest.fixture
def browser_context_args(browser_context_args):
    return {**browser_context_args, "java_script_enabled": False}


class PlainWalker(Walker):
    """Without scripts the check of axe cannot run: the same pages are checked elsewhere."""

    def look(self):
        assert self.complaints == []
        return self


@pytest.fixture
def walker(page, live_server):
    page.set_default_timeout(10_000)
    return PlainWalker(page, live_server.url)


def test_a_coordinator_accepts_and_allocates(transactional_db, walker, world):
    with in_area(world.kent.pk):
        referral = FullReferralFactory(area=world.kent, agency=world.probation)

    walker.become(world.users["coordinator"]).visit(reverse("cases:list", args=["kent"]))
    walker.follow("Referrals").follow(referral.reference).follow("Accept and open a case")
    walker.answer(label="Burglary, June 2026").send()
    for place, name in (("Lead", "Facilitator"), ("Second", "Colleague")):
        walker.page.get_by_label(f"{place} {name}").check()
    walker.send().reads("Burglary, June 2026")

    assert walker.view_name == "cases:detail"
    with in_area(world.kent.pk):
        assert CaseWorker.objects.count() == 2


def test_a_facilitator_logs_a_contact(transactional_db, walker, world):
    with in_area(world.kent.pk):
        case = two_sided_case(world)
        jessica = jessica_of(case).person.short_name

    walker.become(world.users["facilitator"]).visit(reverse("cases:list", args=["kent"]))
    walker.follow(case.reference).follow("Contacts").follow(jessica)
    walker.page.get_by_text("Say more, or log it for another time").click()
    walker.press("Log it").reads("There is a problem")
    walker.answer(outcome="spoke", channel="phone", happened_at=NOON, note="She will think.")
    walker.send().reads("She will think.")

    with in_area(world.kent.pk):
        assert [entry.note for entry in ContactEntry.objects.all()] == ["She will think."]
