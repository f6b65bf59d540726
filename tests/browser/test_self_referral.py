"""The whole of `/refer/` in a browser, at a desk and on a small phone, with scripts and without."""

import pytest
from django.urls import reverse

from areas.tenancy import in_area
from drafts.models import PublicDraft
from referrals.models import Referral
from referrals.views.public import pages
from tests.browser.walker import PlainWalker, Walker
from tests.conftest import DESK
from tests.referrals.public.visitor import SAFE_KENT, take_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SMALL = {"width": 320, "height": 640}
SELF = (
    {"who": "harmed"},
    {"reported": "yes", "police_reference": "46/1"},
    {"kinds": ["home"], "account": "Somebody broke in."},
    {"when": "about 1987"},
    {"by": "postcode", "postcode": SAFE_KENT, "what": "both"},
    {"first_name": "Jess"},
    {"under_18": "no"},
    {"channels": ["call"], "telephone": "07700 900123"},
    {"times": "mornings", "voicemail": "no", "code_phrase": "blue kettle"},
    {"language": "en"},
    {"more": "Thank you."},
)
SENT = "Your answers are sent"
HARMLESS = "/healthz"


WAYS = {
    "desk-scripts": (DESK, True),
    "small-scripts": (SMALL, True),
    "desk-plain": (DESK, False),
    "small-plain": (SMALL, False),
}
EVERY_WAY = pytest.mark.parametrize("way", WAYS, indirect=True)
TWO_WAYS = pytest.mark.parametrize("way", ["small-scripts", "desk-plain"], indirect=True)
WITH_SCRIPTS = pytest.mark.parametrize("way", ["small-scripts"], indirect=True)


@pytest.fixture
def way(request):
    return WAYS[request.param]


@pytest.fixture
def viewport(way):
    return way[0]


@pytest.fixture
def scripts(way):
    return way[1]


@pytest.fixture
def browser_context_args(browser_context_args, scripts):
    return {**browser_context_args, "java_script_enabled": scripts}


@pytest.fixture
def walker(page, live_server, scripts, monkeypatch):
    """Whoever leaves goes to a harmless page of the test's own: there is no network."""
    monkeypatch.setattr(pages, "ELSEWHERE", f"{live_server.url}{HARMLESS}")
    page.set_default_timeout(20_000)
    return (Walker if scripts else PlainWalker)(page, live_server.url)


def begin(walker):
    return walker.open("refer:start").follow("Start").follow("Continue")


def tell(walker, answers=SELF):
    for told in answers:
        walker.answer(**told).send()
    return walker


def referrals(area):
    take_in(area)
    with in_area(area.pk):
        return list(Referral.objects.values_list("source", "status"))


@EVERY_WAY
def test_somebody_refers_themselves_and_the_inbox_has_one_more(transactional_db, walker, world):
    tell(begin(walker))
    assert walker.heading == "Check your answers"
    walker.take("a[href='/refer/name/']").answer(first_name="Jessica").send().reads("Jessica")
    walker.send().reads("have not been sent yet")
    walker.follow("Answer the questions, then send").answer(sex="not_said").send()
    walker.reads(SENT).reads("SR-")

    assert walker.page.title() == "Your answers"
    assert referrals(world.kent) == [("self_harmed", "to_triage")]


@TWO_WAYS
def test_a_wrong_answer_is_told_and_what_belongs_to_a_choice_is_there(
    transactional_db, walker, world
):
    tell(begin(walker), SELF[:7])
    walker.press("Continue").reads("Select how we can contact you")
    for channel in ("call", "text", "email", "post"):
        walker.page.check(f"main [name=channels][value={channel}]")
    walker.press("Continue").reads("Enter the number that we may call")
    walker.reads("Enter the address that we may write to")
    walker.answer(telephone="07700 900123", email="jess@example.org", address="1 Road").send()

    assert walker.page.title() == "Your answers - step 9"


@TWO_WAYS
def test_leaving_forgets_everything_and_back_shows_nothing(transactional_db, walker, world):
    tell(begin(walker), SELF[:7])
    walker.page.get_by_role("button", name="Exit this page").click()
    walker.page.wait_for_url(f"{walker.base}{HARMLESS}")

    assert walker.page.context.cookies(walker.base) == []
    assert PublicDraft.objects.count() == 0
    walker.page.go_back()
    walker.page.wait_for_load_state()
    assert "Jess" not in walker.page.content()
    assert "1987" not in walker.page.content()
    walker.visit(reverse("refer:check"))
    assert walker.heading == "Ask about restorative justice"


@TWO_WAYS
def test_the_other_pages_can_be_used_by_everybody(transactional_db, walker, world):
    tell(begin(walker), ({"who": "family"}, {"side": "harmed"}, *SELF[1:4]))
    walker.answer(by="postcode", postcode="DA5 2CK", what="home").send().reads("Which of these")
    walker.answer(district="none").send().answer(force="surrey").send().reads("Surrey Police")
    walker.follow("Choose another place, for example where it happened")
    walker.answer(by="district", what="quiet").send()
    walker.page.select_option("main [name=district]", label="Maidstone")
    walker.send()
    walker.answer(first_name="Ann").send()
    walker.answer(first_name="Sam", relationship="daughter", agrees="knows").send()
    walker.answer(under_18="yes").answer(age="15", guardian="Ann").send()
    walker.page.check("main [name=channels][value=none]")
    walker.send().answer(language="other").answer(other_language="Polish").send().send()
    walker.send().reads(SENT).reads("will not contact you")

    assert referrals(world.kent) == [("family", "to_triage")]


@WITH_SCRIPTS
def test_three_shifts_leave_too(transactional_db, walker, world):
    tell(begin(walker), SELF[:1])
    for _ in range(3):
        walker.page.keyboard.press("Shift")
    walker.page.wait_for_url(f"{walker.base}{HARMLESS}")

    assert PublicDraft.objects.count() == 0
