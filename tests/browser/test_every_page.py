"""Every page of an area on a phone without scripts, and those of a case by keyboard alone."""

import pytest
from django.urls import reverse
from playwright.sync_api import Error

from areas.tenancy import in_area
from cases.models import CaseDocument, CaseWorker, ContactEntry, Session, Withdrawal
from tests.architecture.addresses import pages
from tests.architecture.belts import who_may
from tests.browser.walker import PlainWalker
from tests.cases.made import jessica_of, two_sided_case, url
from tests.conftest import DESK, PHONE
from tests.documents.files import pdf
from tests.factories.people import ContactPointFactory
from tests.factories.referrals import FullReferralFactory
from tests.hostile import house
from tests.moments import NOON, TODAY

pytestmark = [pytest.mark.browser, pytest.mark.slow]

USABLE = """
() => [...document.querySelectorAll("main :is(a[href], button, input, select, textarea, summary)")]
  .filter((one) => one.checkVisibility({ checkVisibilityCSS: true }) && !one.disabled)
  .filter((one) => one.type !== "hidden" && one.tabIndex >= 0)
  .filter((one) => one.type !== "radio" || one === first(one))
  .map((one, number) => { one.dataset.number = number; return number; });
function first(one) {
  const group = [...document.querySelectorAll(`[type=radio][name="${CSS.escape(one.name)}"]`)];
  return group.find((other) => other.checked) ?? group[0];
}
"""
FOLLOW_THE_FOCUS = """
() => {
  const main = document.querySelector("main"), shown = (style) => Boolean(style)
    && (style.outlineStyle !== "none" || style.boxShadow !== "none");
  main.tabIndex = -1;
  main.focus();
  window.reached = [];
  document.addEventListener("focusin", ({ target: one }) => {
    const label = one.labels?.[0] ? getComputedStyle(one.labels[0], "::before") : null;
    const style = getComputedStyle(one);
    window.reached.push([Number(one.dataset.number ?? -1), shown(style) || shown(label)]);
  });
}
"""
NEEDS_A_SCRIPT = """
() => {
  document.querySelectorAll("details").forEach((fold) => { fold.open = true; });
  const shown = (one) => one.checkVisibility({ checkVisibilityCSS: true })
    && one.getBoundingClientRect().width > 0;
  const kinds = "body :is(input, select, textarea, button, [hidden])";
  const opened = ".govuk-js-service-navigation-toggle";  // without scripts the menu stands open
  const asked = [...document.querySelectorAll(kinds)]
    .filter((one) => one.type !== "hidden" && !one.matches(opened));
  const sends = (form) => [...form.elements].some((one) => one.type === "submit" && shown(one));
  const wrong = (what, found) => found.map((one) => `${what}: ${one.outerHTML.slice(0, 200)}`);
  return [
    ...wrong("does not show", asked.filter((one) => !shown(one))),
    ...wrong("does nothing", asked.filter((one) => one.type === "button")),
    ...wrong("cannot be sent", [...document.forms].filter((one) => !sends(one))),
  ];
}
"""


@pytest.fixture
def viewport():
    return DESK


@pytest.fixture
def rooms(transactional_db, world):
    with in_area(world.kent.pk):
        return house.build(world)


@pytest.fixture
def case(transactional_db, world):
    """Jessica's and Daniel's; she may be rung."""
    with in_area(world.kent.pk):
        case = two_sided_case(world)
        ContactPointFactory(person=jessica_of(case).person, is_safe="yes")
        return case


@pytest.fixture
def plain(browser, browser_context_args, live_server):
    """The same browser on a phone, with its scripts turned off."""
    phone = {**browser_context_args, "viewport": PHONE, "java_script_enabled": False}
    with browser.new_context(**phone) as context:
        page = context.new_page()
        page.set_default_timeout(20_000)
        yield PlainWalker(page, live_server.url)


def addresses(world, rooms):
    """Addresses of every page of an area, by the user of the broadest role that opens it.

    A reference is that of the first rooms' referral for most, and for a case that of the last.
    """
    found = {}
    for page in pages():
        if page.has_area and not page.is_api:
            paths = list(house.addresses(world, page, rooms))
            if not page.name.startswith("referrals:"):
                paths.reverse()
            found.setdefault(who_may(page), []).append((page.name, paths[:12]))
    return found


def opened(walker, path):
    """Whether the address is a page: some are files, and some only take what is sent to them."""
    try:
        answer = walker.page.goto(f"{walker.base}{path}")
    except Error as error:
        if "Download is starting" not in error.message:
            raise
        return False
    return answer.status == 200 and "text/html" in answer.headers["content-type"]


def missed(walker):
    """What Tab did not reach, what did not show that it has the focus, and whether it leapt."""
    usable = walker.page.evaluate(USABLE)
    walker.page.evaluate(FOLLOW_THE_FOCUS)
    for _press in usable:
        walker.page.keyboard.press("Tab")
    reached = dict(walker.page.evaluate("window.reached"))
    unseen = [number for number, is_shown in reached.items() if not is_shown]
    return [one for one in usable if one not in reached], unseen, list(reached) != sorted(reached)


def test_every_page_is_used_by_keyboard_at_a_desk_and_without_scripts_on_a_phone(
    rooms, walker, plain, world
):
    keys, scripts = {}, {}
    for who, found in addresses(world, rooms).items():
        walker.become(world.users[who])
        plain.become(world.users[who])
        for name, paths in found:
            path = next((path for path in paths if opened(plain, path)), None)
            if path is None:
                continue
            plain.look()
            scripts[path] = plain.page.evaluate(NEEDS_A_SCRIPT)
            if name.startswith("cases:") and opened(walker, path):
                keys[path] = missed(walker)

    assert {path: lacks for path, lacks in keys.items() if lacks != ([], [], False)} == {}
    assert {path: lacks for path, lacks in scripts.items() if lacks} == {}
    assert (len(keys) > 90, len(scripts) > 150) == (True, True), (len(keys), len(scripts))


def test_a_case_is_worked_without_scripts_on_a_phone(plain, world, case):
    with in_area(world.kent.pk):
        referral = FullReferralFactory(area=world.kent, agency=world.probation)
        jessica = jessica_of(case)

    plain.become(world.users["coordinator"]).visit(reverse("cases:list", args=["kent"]))
    plain.follow("Referrals").follow(referral.reference).follow("Accept and open a case")
    plain.answer(label="Burglary, June 2026").send()
    for place, name in (("Lead", "Facilitator"), ("Second", "Colleague")):
        plain.page.get_by_label(f"{place} {name}").check()
    plain.send().reads("Burglary, June 2026")

    plain.become(world.users["facilitator"]).visit(reverse("cases:list", args=["kent"]))
    plain.follow(case.reference).follow("Contacts").take(f"main a[href$='{jessica.pk}/contact/']")
    plain.press("Telephone: No answer").reads("The contact has been logged.")
    plain.visit(url("contact_add", case, jessica.pk))
    plain.page.get_by_text("Say more, or log it for another time").click()
    plain.press("Log it").reads("There is a problem")
    plain.answer(outcome="spoke", channel="phone", happened_at=NOON, note="She will think.")
    plain.send().reads("She will think.")

    plain.visit(url("session_add", case, jessica.pk))
    plain.answer(attendance="cancelled", happened_at=NOON).press("Save and come back later")
    plain.visit(url("session_add", case, jessica.pk)).follow("Continue with the draft")
    plain.answer(meeting="phone").press("Save").reads("There is a problem")
    plain.answer(whose_doing="prison").send()

    plain.visit(url("document_add", case))
    file = {"name": "c.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    plain.page.set_input_files("[name=document]", file)
    plain.answer(type="consent").press("Add the document").reads("The document has been added.")

    plain.visit(url("withdraw", case, jessica.pk))
    plain.answer(reason="w_health", offer_open="yes", future_contact_ok="no")
    plain.answer(may_tell_other_side="no", happened_on=TODAY).send()

    with in_area(world.kent.pk):
        assert CaseWorker.objects.exclude(case=case).filter(case__label__startswith="Burg").count()
        assert {one.note for one in ContactEntry.objects.all()} == {"", "She will think."}
        assert Session.objects.get().whose_doing == "prison"
        assert (CaseDocument.objects.count(), Withdrawal.objects.count()) == (1, 1)
