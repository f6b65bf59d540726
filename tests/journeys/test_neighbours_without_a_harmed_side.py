"""Two neighbours and a hedge: a mediation in which neither is the one harmed."""

from datetime import date

import pytest

from areas.tenancy import in_area
from cases.models import AgreementAction, Conference, Pair, Participant
from tests.conftest import DESK
from tests.journeys.steps import (
    Told,
    WaryWalker,
    adds_person,
    adds_way,
    agrees,
    assess_risk,
    came_to,
    log_call,
    log_referral,
    may_be_contacted,
    meets,
    moves,
    on_a_phone,
    open_case,
    record_session,
    shows_one_way,
    stands,
    tap,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ANNA, TOM, MIA = "07700 900411", "07700 900422", "mia@party-a.example"
ABOUT_HARM = ("erson harmed", "erson responsible", "ccepted responsibility", "ictim")
ENTRIES = {
    "case.opened": 1,
    "worker.joined": 2,
    "participant.added": 2,
    "way.added": 2,
    "safe_contact.changed": 3,
    "contact.logged": 3,
    "session.recorded": 4,
    "participant.stands": 3,
    "pair.changed": 2,
    "risk.written": 2,
    "risk.submitted": 2,
    "case.risk_cleared": 2,
    "consent.recorded": 3,
    "case.moved": 3,
    "conference.planned": 1,
    "conference.recorded": 1,
    "agreement.made": 1,
    "agreement.action_added": 2,
    "agreement.action_settled": 2,
    "case.closed": 1,
}


@pytest.fixture(params=[DESK], ids=["desk"])
def viewport(request):
    return request.param


@pytest.fixture
def story(transactional_db, world, page, live_server) -> Told:
    page.set_default_timeout(15_000)
    ways = {ANNA: "Anna", TOM: "Tom", MIA: "Mia"}
    return Told(WaryWalker(page, live_server.url, ways=ways), world)


def test_neighbours_without_a_harmed_side(story):
    it_comes_in_and_is_opened_as_a_mediation(story)
    the_other_party_and_a_supporter_are_added(story)
    both_are_told_and_wish_to_talk(story)
    one_of_them_asks_for_two_days(story)
    it_is_assessed_and_goes_on(story)
    all_are_prepared_and_consent(story)
    they_meet_and_agree(story)
    it_is_closed_as_a_mediation(story)


def of_two_parties(page):
    """Nothing on the page speaks of somebody harmed or responsible."""
    for words in ABOUT_HARM:
        page.lacks(words)


def it_comes_in_and_is_opened_as_a_mediation(story):
    anna = {"first_name": "Anna", "last_name": "Field", "telephone": ANNA, "safe_ways": ["call"]}
    log_referral(
        story,
        date(2026, 6, 1),
        {"party_a": anna},
        source="housing",
        offence="asb_neigh",
        account="A hedge, then shouting, then a broken pot on either side.",
        happened_about="since last autumn",
    )
    open_case(story, date(2026, 6, 2))


def the_other_party_and_a_supporter_are_added(story):
    with story.on(date(2026, 6, 3), "facilitator") as page:
        story.at_case("cases:detail").reads("Party A").reads("Somebody must be added on each side.")
        of_two_parties(page)
        story.at_case("cases:people").follow("Add a person").reads("Party B").reads(
            "Supporter (Party A)"
        )
        offered = page.page.locator("main [name=part]").evaluate_all("all => all.map(a => a.value)")
        assert {one.partition(":")[2] for one in offered} == {"party_a", "party_b", "neutral"}
        adds_person(story, "party:party_b", "Tom", "Wood").reads("Tom W.").reads("Party B")
        adds_person(story, "supporter:party_a", "Mia", "Field").reads("Supporter (Party A)")
        adds_way(story, "Tom", TOM, "After his shift, from 4pm.")
        adds_way(story, "Mia", MIA, "By email.", kind="email")
        story.at_case("cases:people").reads("Party A")
        of_two_parties(page)


def both_are_told_and_wish_to_talk(story):
    tap(story, date(2026, 6, 4), "Tom", "Telephone: No answer", hour=17)
    shows_one_way(story, date(2026, 6, 5), "Tom")
    with in_area(story.world.kent.pk):
        assert Pair.objects.get().state == "open"
    with story.on(date(2026, 6, 8), "facilitator"):
        for name, note in (
            ("Anna", "She wants to sleep with her window open again."),
            ("Tom", "He did not know that it was his hedge that she minded."),
        ):
            log_call(story, date(2026, 6, 8), name, note=note, told=["process", "choice"])
            record_session(story, date(2026, 6, 8), name, purpose="assessment")
            stands(story, name, "willing").lacks("ccepted responsibility")
        may_be_contacted(story, "Anna")
        story.at_case("cases:people").lacks("Who may meet whom")
        story.at_case("cases:detail").lacks("Record whether")
        stands(story, "Mia", "willing")


def one_of_them_asks_for_two_days(story):
    """With one of each the pair is reached from a card, and from what must happen next."""
    until = date(2026, 6, 10)
    with story.on(date(2026, 6, 8), "facilitator", hour=19) as page:
        story.at_case("cases:people").follow("Change (Tom W.)").follow("put it off until a day")
        page.answer(route="conference", chosen="not_now", recontact_on=until).send()
        story.open("cases:my_day").reads("not now: ask again on 10 June 2026")
    with story.on(until, "facilitator", hour=8) as page:
        story.at_case("cases:detail")
        page.follow_task("Both are willing, but it was put off or ended.")
        page.answer(chosen="open").send()
    with in_area(story.world.kent.pk):
        assert Pair.objects.get().state == "willing"


def it_is_assessed_and_goes_on(story):
    assess_risk(story, date(2026, 6, 10), signed_on=date(2026, 6, 11), applies_to="others")
    moves(story, date(2026, 6, 11), "Move to preparation", "Preparation")


def all_are_prepared_and_consent(story):
    day = date(2026, 6, 16)
    with story.on(day, "facilitator") as page:
        for name in ("Anna", "Tom"):
            record_session(story, day, name, minutes=45)
        story.at_case("cases:detail").reads("Record the written consent of Mia F. to take part.")
        for name in ("Anna", "Tom", "Mia"):
            agrees(story, day, name, "participate")
        story.at_case("cases:sessions").reads("Anna F.").reads("Tom W.")
        of_two_parties(page)
    assess_risk(
        story, date(2026, 6, 17), kind="secondary", signed_on=date(2026, 6, 18), applies_to="others"
    )
    moves(story, date(2026, 6, 18), "Move to conference", "Conference")


def they_meet_and_agree(story):
    place = "The community hall"
    meets(story, date(2026, 6, 24), ["Anna", "Tom", "Mia"], place=place, form="mediate")
    moves(story, date(2026, 6, 25), "Move to outcome", "Outcome")
    with story.on(date(2026, 6, 25), "facilitator") as page:
        story.at_case("cases:activities").reads("Restorative mediation")
        of_two_parties(page)
        page.follow("Record an outcome agreement").answer(
            happened_on=date(2026, 6, 24),
            type_1="behaviour",
            owner_1=story.named("Tom").pk,
            what_1="He cuts the hedge in spring and in autumn.",
            due_on_1=date(2026, 7, 10),
            type_2="behaviour",
            owner_2=story.named("Anna").pk,
            what_2="She rings before she writes to the council.",
            due_on_2=date(2026, 7, 10),
        ).send().reads("He cuts the hedge in spring and in autumn.")
        of_two_parties(page)


def it_is_closed_as_a_mediation(story):
    day = date(2026, 7, 10)
    with story.on(day, "facilitator", hour=9) as page:
        story.open("cases:my_day").reads("See whether Tom W. did what was agreed")
        for name in ("Tom", "Anna"):
            with in_area(story.world.kent.pk):
                action = AgreementAction.objects.get(owner__person__first_name=name).pk
            story.at_case("cases:agreement_action", action)
            page.answer(state="done", settled_on=day).send()
        story.at_case("cases:detail").follow("Close the case").answer(reason="c_mediate").send()
        page.reads("Completed: mediation")
        of_two_parties(page)
        story.at_case("cases:history").reads("Restorative mediation")
        of_two_parties(page)
    pages = ("cases:detail", "cases:people", "cases:activities", "cases:history")
    on_a_phone(story, day, *((one,) for one in pages))
    with in_area(story.world.kent.pk):
        statuses = Participant.objects.values_list("side", "status").order_by("side", "role")
        assert list(statuses) == [
            ("party_a", "participated"),
            ("party_a", "participated"),
            ("party_b", "participated"),
        ]
        assert Conference.objects.get().form == "mediate"
    came_to(story, stage="closed", reason="c_mediate", entries=ENTRIES)
