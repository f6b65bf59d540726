"""What was done to her as a child, thirty years on: he is moved to another prison in between, an
order stands against a letter until a manager agrees, and in the end she steps back.
"""

from datetime import date

import pytest

from areas.models import Practitioner
from areas.roles import Role
from areas.tenancy import in_area
from cases.models import AccessRequest, CourtOrder, Letter, Participant, Session, Stay
from tests.conftest import DESK
from tests.journeys import crossing, histories, leaving, prison, steps
from tests.journeys.opening import opens_with, restricts
from tests.journeys.steps import (
    Told,
    WaryWalker,
    agrees,
    assess_risk,
    came_to,
    log_call,
    log_referral,
    moves,
    on_a_phone,
    record_session,
    shows_one_way,
    stands,
)
from tests.journeys.story import at

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HANNAH, NEIL = "07700 900611", "Houseblock 3, A9911KT"
ELMLEY, WHATTON = "Elmley (HMP & YOI)", "Whatton (HMP)"
SHEET_LACKS = ("Hannah", HANNAH, NEIL)
FORBIDDEN = "An order or condition forbids contact between the two, and no manager has agreed."
UNSAID = "We cannot take this further at the moment. That is nothing that you did."
WHY = "Her daughter is to be born in May, and she wants her peace."
WHAT = {
    "source": "prob_vlo",
    "offence": "csa_nonrecent",
    "account": "He was her swimming teacher. She told the police when she was forty.",
    "happened_about": "1994 to 1996",
    "flags": ["sexual", "child_victim"],
    "justice_stage": "custody",
}
REFUSED = (
    ("Newcomer", "Facilitator", "Newcomer is at foundation level and may not lead a case."),
    ("Colleague", "Newcomer", "This is a sensitive case. It needs an advanced lead facilitator"),
)
STOPS = (
    "What was being prepared between them and 1 other person ends.",
    "The session on 30 April 2026 at 11am is cancelled.",
    "The letter that was to reach them stops (Offered).",
    "Their consent ends: to take part.",
)
HIGH = {"applies_to": "harmed", "level": "high"}


@pytest.fixture(params=[DESK], ids=["desk"])
def viewport(request):
    return request.param


@pytest.fixture
def story(transactional_db, world, page, live_server) -> Told:
    page.set_default_timeout(15_000)
    world.join("newcomer", Role.PRACTITIONER)
    with in_area(world.kent.pk):
        for name, level in (("colleague", "intermediate"), ("newcomer", "foundation")):
            Practitioner.objects.filter(user=world.users[name]).update(level=level)
    return Told(WaryWalker(page, live_server.url, ways={HANNAH: "Hannah", NEIL: "Neil"}), world)


def test_a_non_recent_offence_across_two_prisons(story):
    it_comes_in_and_an_advanced_lead_takes_it(story)
    a_manager_lets_few_see_it(story)
    he_is_in_the_first_prison(story)
    he_is_visited_and_the_visit_is_entered(story)
    she_is_told_and_both_are_willing(story)
    the_prison_cancels_and_he_is_moved(story)
    the_second_prison_is_asked_twice(story)
    a_visit_is_moved_and_a_concern_answered(story)
    both_are_prepared_and_the_risk_is_looked_at_again(story)
    an_order_blocks_the_letter_until_a_manager_agrees(story)
    the_parole_hearing_comes_near(story)
    she_steps_back(story)
    he_is_told_no_more_than_she_allows(story)
    it_is_closed(story)


def it_comes_in_and_an_advanced_lead_takes_it(story):
    hannah = {"first_name": "Hannah", "last_name": "Price", "telephone": HANNAH}
    neil = {"first_name": "Neil", "last_name": "Frost", "address": NEIL, "safe_ways": ["post"]}
    people = {"harmed": {**hannah, "safe_ways": ["call", "text"]}, "responsible": neil}
    log_referral(story, date(2026, 1, 12), people, **WHAT)
    opens_with(story, date(2026, 1, 13), refused=REFUSED, lead="Facilitator", second="Colleague")
    story.walker.reads("Sensitive")


def a_manager_lets_few_see_it(story):
    restricts(story, date(2026, 1, 13), "Supervisor", "Deputy")
    for who in ("newcomer", "manager"):
        with story.on(date(2026, 1, 13), who, hour=16) as page:
            story.open("cases:list").lacks(story.case.reference)
            story.about("cases:custody", "Neil")
            assert page.page.title().startswith("Page not found")


def he_is_in_the_first_prison(story):
    day = date(2026, 1, 14)
    with story.on(day, "facilitator") as page:
        prison.is_moved(story, "Neil", "EYI", date(2022, 3, 1)).reads(ELMLEY)
        prison.adds_manager(story, "Neil", "Ann Reed", ELMLEY, "ann.reed@prison.example")
        page.follow("Add a key date").answer(kind="parole", on=date(2026, 7, 16))
        page.send().reads("Within 12 months")
        prison.asks_for_access(story, "Neil", day, "EYI")
        story.at_case("cases:detail").reads("Parole hearing, Neil F.: 16 July 2026")
    with story.on(date(2026, 1, 21), "facilitator", hour=9) as page:
        story.open("areas:home").follow_task("Parole hearing: Neil F., 16 July 2026").press("Noted")
        story.open("cases:my_day").lacks("Parole hearing: Neil F., 16 July 2026")
        prison.is_let_in(story, "Neil", date(2026, 1, 21), ELMLEY)


def he_is_visited_and_the_visit_is_entered(story):
    with story.on(date(2026, 1, 22), "facilitator"):
        prison.plans_visit(story, "Neil", date(2026, 1, 27), "EYI", purpose="assessment")
        prison.prints_sheet(story, "Neil", "27 January 2026 at 1pm", lacking=SHEET_LACKS)
    with story.on(date(2026, 1, 27), "facilitator"):
        prison.enters_visit(story, "Neil", attendance="held", minutes=90, note="He chose to.")
        told = {"told": ["process", "choice"], "channel": "visit", "note": "Told in Elmley."}
        log_call(story, date(2026, 1, 27), "Neil", **told)
        stands(story, "Neil", "willing", responsibility_accepted_on=date(2026, 1, 27))


def she_is_told_and_both_are_willing(story):
    shows_one_way(story, date(2026, 1, 28), "Hannah")
    day = date(2026, 1, 29)
    with story.on(day, "facilitator"):
        note = "She wants to write to nobody. She wants to read that he knows what he did."
        log_call(story, day, "Hannah", note=note, told=["process", "choice", "support"])
        record_session(story, day, "Hannah", purpose="assessment", place="Her sister’s house")
        stands(story, "Hannah", "willing", known_to_other_side="yes")
        steps.may_be_contacted(story, "Hannah", "Neil")
        story.at_case("cases:detail").reads("A risk assessment must be written and signed off.")
    assess_risk(story, date(2026, 2, 2), signed_on=date(2026, 2, 3), **HIGH)
    moves(story, date(2026, 2, 3), "Move to preparation", "Preparation", asks=True)


def the_prison_cancels_and_he_is_moved(story):
    with story.on(date(2026, 2, 4), "facilitator"):
        prison.plans_visit(story, "Neil", date(2026, 2, 10), "EYI")
    with story.on(date(2026, 2, 10), "facilitator") as page:
        story.at_case("cases:sessions").reads("Not recorded yet")
        page.follow("Record it: 10 February 2026 at 1pm, Neil F.").answer(
            attendance="cancelled", whose_doing="prison", travel_minutes=70, note="A lockdown."
        ).send().reads("The prison: staff, lockdown or transfer")
    with story.on(date(2026, 2, 12), "facilitator") as page:
        prison.is_moved(story, "Neil", "WTI", date(2026, 2, 12)).reads(WHATTON)
        page.reads("They have moved since: ask where they are now.")
        page.unfold("Where they were before").reads(f"Serving a sentence, {ELMLEY} 1 March 2022")
        page.follow("Not any more (Ann Reed)").answer(until_on=date(2026, 2, 12)).send()
        page.unfold("Those who did before").reads("Ann Reed, Prison offender manager, until")
        prison.adds_manager(story, "Neil", "Sam Okoro", WHATTON, "sam.okoro@prison.example")


def the_second_prison_is_asked_twice(story):
    with story.on(date(2026, 2, 12), "facilitator", hour=19):
        chase = prison.asks_for_access(story, "Neil", date(2026, 2, 12), "WTI")
    assert chase == date(2026, 2, 26)
    with story.on(chase, "facilitator", hour=9) as page:
        story.open("areas:home").reads("Due today")
        page.follow("Ask the prison again to let you see Neil F.").reads(WHATTON)
        page.answer(chased_on=chase).send().reads("Ask again on 12 March 2026")
    with story.on(date(2026, 3, 3), "facilitator"):
        prison.is_let_in(story, "Neil", date(2026, 3, 3), WHATTON, "On any Wednesday.")


def a_visit_is_moved_and_a_concern_answered(story):
    with story.on(date(2026, 3, 4), "facilitator") as page:
        prison.plans_visit(story, "Neil", date(2026, 3, 11), "WTI")
        page.follow("Move it: 11 March 2026 at 1pm, Neil F.").answer(
            happened_at=at(date(2026, 3, 18), 13), whose_doing="prison", why="He has a course."
        ).send().reads("Moved from 11 March 2026 at 1pm")
        prison.prints_sheet(story, "Neil", "18 March 2026 at 1pm", lacking=SHEET_LACKS)
    with story.on(date(2026, 3, 18), "facilitator") as page:
        prison.enters_visit(story, "Neil", attendance="held", minutes=110, note="A letter.")
        story.at_case("cases:sessions").follow("18 March 2026 at 1pm, Neil F.")
        page.reads("How it came to its time").reads("He has a course.")
        page.follow("Raise a concern")
        page.page.get_by_label("Supervisor (Supervisor)").check()
        page.answer(what="He says that he sleeps badly and sees no end to it.").send()
    with story.on(date(2026, 3, 19), "supervisor", hour=9) as page:
        story.open("cases:concerns").take("main table a")
        page.reads("He says that he sleeps badly").reads("This session")
        page.answer(answer="I rang the safer custody team. Sam Okoro sees him today.").send()
    with story.on(date(2026, 3, 19), "facilitator") as page:
        story.open("cases:my_day").reads("New since you last looked")
        story.at_case("cases:history").reads("I rang the safer custody team.")


def both_are_prepared_and_the_risk_is_looked_at_again(story):
    day = date(2026, 3, 20)
    with story.on(day, "facilitator"):
        record_session(story, day, "Hannah", said_not_to_say="That she has a daughter on the way.")
        for name in ("Hannah", "Neil"):
            agrees(story, day, name, "participate")
        story.at_case("cases:detail").reads("A second risk assessment must be signed off")
    assess_risk(story, date(2026, 3, 23), kind="secondary", signed_on=date(2026, 3, 24), **HIGH)
    moves(story, date(2026, 3, 24), "Move to conference", "Conference")


def an_order_blocks_the_letter_until_a_manager_agrees(story):
    day, later = date(2026, 3, 26), date(2026, 3, 30)
    with story.on(date(2026, 3, 25), "facilitator"):
        terms = "No contact with her by any means."
        prison.is_bound(story, "Neil", kind="sexual_harm", terms=terms, from_on=date(2022, 3, 1))
    with story.on(day, "facilitator", hour=9):
        words = "You were a child and I was not. I did it. You did nothing."
        crossing.writes(story, "letter", "Neil", "Hannah", happened_on=day, body=words)
    with story.on(day, "colleague", hour=10):
        crossing.letter_step(story, "Send it back to be changed", text="Leave out the place.")
    with story.on(day, "facilitator", hour=11):
        page = crossing.letter_step(story, "Change the letter", body=f"{words} That is all.")
        page.reads("Version 2, the text above")
    crossing.checked_and_agreed(story, day)
    with story.on(day, "facilitator", hour=21) as page:
        story.at_case("cases:letter_offer", story.latest(Letter).pk).answer(happened_on=day)
        page.press("Save").reads(FORBIDDEN)
    with story.on(date(2026, 3, 27), "deputy", hour=9):
        prison.manager_agrees(story, "Deputy", "Sexual harm prevention order", "The court lets us.")
    with story.on(later, "facilitator"):
        crossing.letter_step(story, "Offer the letter", happened_on=later)
        wanted = {"answer": "wanted", "answered_on": later}
        crossing.letter_step(story, "Record what the recipient said", **wanted)
        handed = {"delivered_on": later, "handover": "read"}
        crossing.letter_step(story, "Record the delivery", **handed).reads("Delivered")


def the_parole_hearing_comes_near(story):
    with story.on(date(2026, 4, 15), "facilitator"):
        story.open("areas:home").lacks("Parole hearing: Neil F.")
    with story.on(date(2026, 4, 16), "facilitator", hour=9):
        story.open("areas:home").follow_task("Parole hearing: Neil F., 16 July 2026").press("Noted")


def she_steps_back(story):
    written, day = date(2026, 4, 17), date(2026, 4, 20)
    with story.on(written, "facilitator", hour=9):
        crossing.writes(story, "letter", "Neil", "Hannah", happened_on=written, body="Thank you.")
        leaving.has_a_session_planned(story, "Hannah", at(date(2026, 4, 30), 11))
    crossing.checked_and_agreed(story, written)
    with story.on(day, "facilitator", hour=10):
        crossing.letter_step(story, "Offer the letter", happened_on=day)
        leaving.steps_back(
            story,
            "Hannah",
            stops=STOPS,
            stopped=("Planned sessions cancelled: 1.", "Letters and messages stopped: 1.", UNSAID),
            reason="w_life_event",
            happened_on=day,
            may_tell_other_side="no",
            note=WHY,
        ).reads("They do not allow")


def he_is_told_no_more_than_she_allows(story):
    day = date(2026, 4, 29)
    with story.on(day, "facilitator"):
        log_call(story, day, "Neil", channel="visit", note=UNSAID)
        leaving.is_written_to_nowhere(story, "Hannah", WHY, other="responsible")


def it_is_closed(story):
    day, neil, hannah = date(2026, 4, 30), story.named("Neil").pk, story.named("Hannah").pk
    pages = [("cases:detail",), ("cases:people",), ("cases:sessions",), ("cases:close",)]
    on_a_phone(story, day, *pages, ("cases:custody", neil), ("cases:withdrawn", hannah))
    with story.on(day, "facilitator") as page:
        story.at_case("cases:detail").follow("Close the case")
        page.answer(reason="c_h_withdrew", happened_on=day).send().reads("The case is closed.")
        story.at_case("cases:activities").reads("Stopped: somebody stepped back")
    what_stands(story)
    came_to(story, stage="closed", reason="c_h_withdrew", entries=histories.TWO_PRISONS)


def what_stands(story):
    with in_area(story.world.kent.pk):
        stays = Stay.objects.order_by("from_on").values_list("establishment", "until_on")
        assert list(stays) == [("EYI", date(2026, 2, 12)), ("WTI", None)]
        asked = AccessRequest.objects.order_by("asked_on").values_list("establishment", "state")
        assert list(asked) == [("EYI", "granted"), ("WTI", "granted")]
        letters = Letter.objects.order_by("recorded_at").values_list("state", flat=True)
        assert list(letters) == ["delivered", "stopped"]
        assert CourtOrder.objects.get().agreed_by == story.world.users["deputy"]
        met = Session.objects.order_by("happened_at").values_list("attendance", flat=True)
        assert list(met) == ["held", "held", "cancelled", "moved", "held", "held", "cancelled"]
        statuses = Participant.objects.values_list("person__first_name", "status")
        assert set(statuses) == {("Hannah", "withdrew"), ("Neil", "participated")}
    assert (story.case.is_restricted, story.case.is_sensitive) == (True, True)
