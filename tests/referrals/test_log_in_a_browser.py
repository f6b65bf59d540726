"""Staff write down a referral and a coordinator allocates its case, at a real browser."""

import pytest
from django.urls import reverse

from areas.tenancy import in_area
from referrals.models import Referral
from tests.browser.walker import PlainWalker
from tests.cases.made import two_sided_case
from tests.conftest import PHONE
from tests.referrals.answers import FIVE_ANSWERS

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def kept_and_sent(walker, world):
    walker.become(world.users["coordinator"])
    address = reverse("referrals:add", args=["kent"])
    walker.visit(address)
    walker.answer(harmed_first_name="Jessica").press("Save and come back later")
    walker.reads("Your answers are kept.")
    walker.visit(address).reads("You have a draft from")
    walker.page.get_by_role("link", name="Continue with the draft").click()
    assert walker.page.locator("[name=harmed_first_name]").input_value() == "Jessica"
    walker.answer(**FIVE_ANSWERS).send().reads("has been added")
    assert walker.view_name == "referrals:detail"
    with in_area(world.kent.pk):
        assert Referral.objects.get().channel == "phone"
    walker.visit(address)
    assert walker.page.get_by_text("You have a draft from").count() == 0


def test_a_draft_is_kept_and_sent_later(transactional_db, walker, world):
    kept_and_sent(walker, world)


def test_a_safe_way_is_told_in_its_fold(transactional_db, walker, world):
    walker.become(world.users["coordinator"])
    walker.visit(reverse("referrals:add", args=["kent"]))
    fold = walker.page.locator("summary", has_text="How to reach them safely").first
    assert not walker.page.locator("[name=harmed_telephone]").is_visible()
    fold.focus()
    walker.page.keyboard.press("Enter")
    walker.answer(harmed_safe_ways=["text"], harmed_telephone="none", **FIVE_ANSWERS)
    walker.press("Add the referral").reads("Enter a telephone number")
    assert walker.page.locator("[name=harmed_telephone]").is_visible()
    walker.answer(harmed_telephone="07700 900123").send().reads("has been added")


def test_radios_of_the_table_are_reached_and_chosen_by_keys(transactional_db, walker, world):
    with in_area(world.kent.pk):
        case = two_sided_case(world, with_team=False)
    walker.become(world.users["coordinator"])
    walker.visit(reverse("cases:allocate", args=["kent", case.reference]))
    for label in ("Lead Facilitator", "Second Colleague"):
        walker.page.get_by_label(label).focus()
        walker.page.keyboard.press("Space")
    walker.send().reads("The case has been allocated.")


class TestWithoutScripts:
    @pytest.fixture
    def viewport(self):
        return PHONE

    @pytest.fixture
    def browser_context_args(self, browser_context_args):
        return {**browser_context_args, "java_script_enabled": False}

    @pytest.fixture
    def walker(self, page, live_server):
        page.set_default_timeout(10_000)
        return PlainWalker(page, live_server.url)

    def test_a_draft_is_kept_and_sent_later(self, transactional_db, walker, world):
        kept_and_sent(walker, world)
