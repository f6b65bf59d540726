"""An officer without an account refers: a link to the work address, the task list, one row in the
inbox. With and without scripts.
"""

from datetime import date

import pytest
from django.core import mail
from django.core.cache import cache

from areas.models import AgencyDomain
from areas.tenancy import in_area
from referrals.models import Referral
from tests.browser.walker import Walker
from tests.journeys.referring import Referring
from tests.journeys.story import Story
from tests.moments import NOON

pytestmark = [pytest.mark.browser, pytest.mark.slow]

JESSICA = {"first_name": "Jessica", "last_name": "Morgan", "age": 16, "lives_in_area": "yes"}
MOTHER = {"first_name": "Ruth", "last_name": "Morgan", "part": "guardian", "of_whom": "Jessica"}
SHOP = {"organisation": "Corner Shop", "first_name": "Amir", "lives_in_area": "yes"}
DANIEL = {"first_name": "Daniel", "lives_in_area": "unknown"}
IN_PRISON = {"accepts": "yes", "custody": "custody", "release_on": date(2027, 3, 1)}
CALL = {"contact": "yes", "telephone": "07700 900301", "call_safe": "yes"}


class PlainWalker(Walker):
    """Without scripts the check of axe cannot run: the same pages are checked with them."""

    def look(self):
        assert self.complaints == []
        return self


@pytest.fixture
def domain(transactional_db, world):
    cache.clear()
    with in_area(world.kent.pk):
        return AgencyDomain.objects.create(
            area=world.kent, agency=world.probation, domain="probation.example", recorded_at=NOON
        )


def test_an_officer_without_an_account_refers(world, walker, domain):
    refer_by_link(Story(walker, world), world)


@pytest.mark.parametrize("viewport", [{"width": 360, "height": 740}], ids=["phone"])
def test_an_officer_without_scripts_refers(
    world, browser, browser_context_args, live_server, domain
):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    try:
        walker = PlainWalker(context.new_page(), live_server.url)
        refer_by_link(Story(walker, world), world)
    finally:
        context.close()


def refer_by_link(story, world):
    come_in(story)
    write(story.walker, story.area)
    story.walker.reads("KNT-R26-00001").reads("Received")
    with in_area(world.kent.pk):
        assert Referral.objects.count() == 1
    with story.on(NOON.date(), "coordinator"):
        story.open("referrals:inbox").reads("KNT-R26-00001").reads("Robbery of a person")


def come_in(story):
    walker = story.walker
    walker.visit("/refer/professional/?area=kent").answer(email="olu@probation.example").send()
    walker.reads("If this address belongs to a partner, a link is on its way.")
    story.the_worker_works()
    link = next(line for line in mail.outbox[0].body.splitlines() if "/refer/link/" in line)
    walker.visit(link[link.index("/refer/") :]).press("Continue")
    walker.reads("You have no draft referrals.")


def write(walker, area):
    referring = Referring(walker, area)
    referring.task(
        "What happened",
        offence="rob_pers",
        happened_about="about 1987",
        happened_in_area="yes",
        account="He took her telephone.",
    )
    referring.add("People harmed", JESSICA, CALL, {})
    walker.follow_task("People harmed").reads("Add a parent or guardian")
    walker.follow("All tasks")
    referring.add("People harmed", MOTHER, CALL, {}, kind="Add a parent, relative or supporter")
    referring.add("People harmed", SHOP, {"contact": "no"}, {}, kind="Add an organisation")
    referring.add("People responsible", DANIEL, IN_PRISON, {"contact": "yes"}, {})
    referring.task("About you", referrer_name="Olu Adeyemi", source="prob_com")
    referring.task("Agreement", agreed="unknown", other_side_knows="no", initiator="prof")
    walker.reads("Not agreed yet")
    referring.task("Risk and safety", flags=["child_victim"])
    referring.task("Sentence", reported="yes", justice_stage="custody", proceedings_live="no")
    referring.send()
