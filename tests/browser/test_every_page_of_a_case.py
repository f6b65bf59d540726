"""Every page of a case, by keyboard alone: whatever can be used is reached by Tab, in its order,
and is seen to have the focus.
"""

import pytest

from areas.tenancy import in_area
from tests.architecture.addresses import pages
from tests.architecture.belts import who_may
from tests.conftest import DESK
from tests.hostile import house

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
FOCUSED = """
() => {
  const one = document.activeElement, style = getComputedStyle(one);
  const label = one.labels?.[0] ? getComputedStyle(one.labels[0], "::before") : null;
  const shown = (style) => style && (style.outlineStyle !== "none" || style.boxShadow !== "none");
  return [Number(one.dataset.number ?? -1), Boolean(shown(style) || shown(label))];
}
"""


@pytest.fixture
def viewport():
    return DESK


@pytest.fixture
def rooms(transactional_db, world):
    with in_area(world.kent.pk):
        return house.build(world)


def of_cases(world, rooms):
    """One address of every page of `cases`, with the user of the broadest role that opens it."""
    for page in pages():
        if page.name.startswith("cases:") and page.has_area:
            for path in list(house.addresses(world, page, rooms))[:1]:
                yield who_may(page), path


def missed(walker, usable):
    """What Tab did not reach, and what did not show that it has the focus."""
    reached, unseen = [], []
    walker.page.evaluate("document.querySelector('main').tabIndex = -1")
    walker.page.locator("main").focus()
    for _press in range(len(usable)):
        walker.page.keyboard.press("Tab")
        number, is_shown = walker.page.evaluate(FOCUSED)
        reached.append(number)
        if not is_shown:
            unseen.append(number)
    return [one for one in usable if one not in reached], unseen, reached != sorted(reached)


def test_whatever_can_be_used_is_reached_by_tab_and_shows_the_focus(rooms, walker, world):
    wrong, seen, now = {}, 0, None
    for who, path in of_cases(world, rooms):
        if who != now:
            walker.become(world.users[who])
            now = who
        answer = walker.page.goto(f"{walker.base}{path}")
        if answer.status == 200 and "text/html" in answer.headers["content-type"]:
            seen += 1
            found = missed(walker, walker.page.evaluate(USABLE))
            if found != ([], [], False):
                wrong[path] = found

    assert wrong == {}
    assert seen > 60
