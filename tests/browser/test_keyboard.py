import pytest
from django.urls import reverse

from areas.tenancy import in_area
from tests.cases.made import jessica_of, two_sided_case
from tests.conftest import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def viewport():
    return DESK


@pytest.fixture
def keys(walker):
    return walker.page.keyboard


@pytest.fixture
def case(transactional_db, world):
    with in_area(world.kent.pk):
        return two_sided_case(world)


def focused(walker, what):
    return walker.page.evaluate(f"document.activeElement.{what}")


def test_the_first_stop_leads_past_the_menu(transactional_db, walker, keys):
    walker.visit("/sign-in/")

    keys.press("Tab")
    assert focused(walker, "textContent") == "Skip to main content"
    assert walker.page.locator(".govuk-skip-link").bounding_box()["height"] > 1
    keys.press("Enter")
    assert focused(walker, "id") == "main-content"
    keys.press("Tab")
    assert focused(walker, "name") == "login"


def test_a_bad_answer_leads_to_its_field(walker, keys, world, case):
    with in_area(world.kent.pk):
        jessica = jessica_of(case).pk
    page = reverse("cases:contact_add", args=["kent", case.reference, jessica])
    walker.become(world.users["facilitator"]).visit(page)

    walker.page.locator("summary", has_text="Say more").focus()
    keys.press("Enter")
    walker.page.get_by_role("button", name="Log it", exact=True).focus()
    keys.press("Enter")
    walker.page.locator(".govuk-error-summary:focus").wait_for()
    keys.press("Tab")
    keys.press("Enter")
    assert focused(walker, "name") == "channel"
    keys.press("Space")
    assert focused(walker, "checked")


def test_the_case_menu_of_a_phone_opens_and_leads_on(walker, keys, world, case):
    walker.page.set_viewport_size(PHONE)
    page = reverse("cases:detail", args=["kent", case.reference])
    walker.become(world.users["facilitator"]).visit(page)
    people = walker.page.get_by_role("link", name="People", exact=True)
    assert not people.is_visible()

    walker.page.locator(".rj-sub-navigation__summary").focus()
    keys.press("Enter")
    people.wait_for()
    keys.press("Tab")
    keys.press("Tab")
    assert focused(walker, "textContent").strip() == "People"
    keys.press("Enter")
    walker.page.wait_for_url("**/people/")
