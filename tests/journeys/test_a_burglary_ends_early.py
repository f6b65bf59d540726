"""A burglary: she is reached at the third attempt, and what is explained to her is enough."""

from datetime import date

import pytest

from areas.tenancy import in_area
from cases.models import Session
from tests.conftest import DESK
from tests.journeys.steps import (
    Told,
    WaryWalker,
    agrees,
    came_to,
    log_call,
    log_referral,
    on_a_phone,
    open_case,
    shows_one_way,
    tap,
)
from tests.journeys.story import at

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RUTH, KYLE = "07700 900311", "07700 900322"
ENTRIES = {
    "case.opened": 1,
    "worker.joined": 2,
    "contact.logged": 6,
    "needs.recorded": 2,
    "hopes.recorded": 1,
    "hopes.settled": 1,
    "session.planned": 1,
    "consent.recorded": 1,
    "case.closed": 1,
}


@pytest.fixture(params=[DESK], ids=["desk"])
def viewport(request):
    return request.param


@pytest.fixture
def story(transactional_db, world, page, live_server) -> Told:
    page.set_default_timeout(15_000)
    return Told(WaryWalker(page, live_server.url, ways={RUTH: "Ruth", KYLE: "Kyle"}), world)


def test_a_burglary_ends_early(story):
    it_comes_in_and_is_opened(story)
    she_is_missed_texted_and_reached(story)
    her_needs_and_hopes_are_recorded(story)
    he_is_told_too(story)
    the_explanation_is_enough(story)
    the_case_is_closed_in_three_steps(story)
    what_was_stands_there(story)


def it_comes_in_and_is_opened(story):
    log_referral(
        story,
        date(2026, 6, 1),
        {
            "harmed": {
                "first_name": "Ruth",
                "last_name": "Hale",
                "telephone": RUTH,
                "safe_ways": ["call", "text"],
            },
            "responsible": {
                "first_name": "Kyle",
                "last_name": "Marsh",
                "telephone": KYLE,
                "safe_ways": ["call"],
            },
        },
        source="pol_vcu",
        offence="burg_dwell",
        account="He came in through the kitchen window while she slept.",
        happened_on=date(2026, 5, 9),
    )
    open_case(story, date(2026, 6, 2))


def she_is_missed_texted_and_reached(story):
    with story.on(date(2026, 6, 3), "facilitator", hour=9) as page:
        story.open("areas:home").reads("My day").take("main table a.rj-reference")
        page.reads("Burglary of a home, May 2026")
        page.reads("Tell Ruth H. what restorative justice is, and log the contact.")
    tap(story, date(2026, 6, 3), "Ruth", "Telephone: No answer")
    tap(story, date(2026, 6, 4), "Ruth", "Text message: Sent, no reply yet")
    shows_one_way(story, date(2026, 6, 5), "Ruth")
    with story.on(date(2026, 6, 5), "facilitator") as page:
        log_call(
            story,
            date(2026, 6, 5),
            "Ruth",
            note="She would like to know whether he chose her house.",
            told=["process", "choice", "support"],
            next_contact_on=date(2026, 6, 10),
        )
        page.reads("No answer").reads("Sent, no reply yet").reads("Spoke with them")
        story.at_case("cases:detail").reads("Contacted.")
        page.lacks("Tell Ruth H. what restorative justice is")


def her_needs_and_hopes_are_recorded(story):
    with story.on(date(2026, 6, 10), "facilitator") as page:
        story.open("cases:my_day").reads("Contact Ruth H.")
        story.at_case("cases:people").follow("Needs and hopes (Ruth H.)")
        record_needs(page, "start", date(2026, 6, 10), shelter=2, health=2, outlook=3)
        page.follow("Write down what they hope for").answer(
            hopes=["answers", "safety"], own_words="To know why, and to sleep again."
        ).send().reads("To know why, and to sleep again.")
        story.at_case("cases:people").follow("Plan or record a session (Ruth H.)").answer(
            attendance="planned",
            purpose="assessment",
            meeting="in_person",
            happened_at=at(date(2026, 6, 24), 11),
            place="The library",
        ).send().reads("24 June 2026")


def record_needs(page, moment, day, **scores):
    page.follow("Record needs").answer(
        moment=moment, by_whom="person", happened_on=day, **scores
    ).send().reads("How far they have come")


def he_is_told_too(story):
    with story.on(date(2026, 6, 11), "facilitator") as page:
        log_call(
            story,
            date(2026, 6, 11),
            "Kyle",
            note="He would answer her. He took the first window that stood open.",
            told=["process", "choice"],
        )
        story.at_case("cases:detail").reads("Record whether Ruth H. is willing to take part.")
        assert page.page.get_by_role("button", name="Move to preparation").is_disabled()


def the_explanation_is_enough(story):
    """She may be told what is public; of her he is told what she allows, and no more."""
    day = date(2026, 6, 17)
    with story.on(day, "facilitator") as page:
        log_call(
            story,
            day,
            "Ruth",
            note="She knows now how the sentence works and whom to ring. That is enough for her.",
            told=["rights", "support"],
        )
        agrees(story, day, "Ruth", "share_other_party", method="verbal")
        page.reads("To share something with the other side")
        story.about("cases:needs", "Ruth").follow("Record whether they got it")
        page.answer(answers="yes", safety="yes").send().reads("They got it")
        record_needs(page, "end", day, shelter=4, health=4, outlook=4)
        log_call(story, day, "Kyle", note="He was told that it ends here, and that she is well.")


def the_case_is_closed_in_three_steps(story):
    ruth = story.named("Ruth").pk
    pages = [("cases:detail",), ("cases:contact_add", ruth), ("cases:close",)]
    on_a_phone(story, date(2026, 6, 17), *pages)
    with story.on(date(2026, 6, 17), "facilitator") as page:
        story.at_case("cases:detail")
        before = page.clicks
        page.follow("Close the case").reads("A case may end well at any stage.")
        page.reads("24 June 2026").reads("is cancelled. Tell everybody concerned.")
        page.answer(reason="c_needs_met").send()
        assert page.clicks - before == 3
        page.reads("The case is closed.").reads("Ended early: needs were met")
        page.lacks("Ruth H. withdrew").lacks("What needs to happen next")


def what_was_stands_there(story):
    day, ruth = date(2026, 6, 18), story.named("Ruth").pk
    with story.on(day, "facilitator") as page:
        story.at_case("cases:history").reads("Case closed: Ended early: needs were met")
        page.reads("That is enough for her.").reads("He would answer her.")
        page.unfold("Filter").answer(side="harmed").press("Show")
        page.reads("That is enough for her.").lacks("He would answer her.")
        story.about("cases:needs", "Ruth").reads("at the start and at the end")
        assert page.page.locator(".rj-chart-always svg").count() == 1
        page.lacks("Record needs")
    on_a_phone(story, day, ("cases:detail",), ("cases:needs", ruth), ("cases:history",))
    with in_area(story.world.kent.pk):
        assert [one.attendance for one in Session.objects.all()] == ["cancelled"]
    came_to(story, stage="closed", reason="c_needs_met", entries=ENTRIES)
