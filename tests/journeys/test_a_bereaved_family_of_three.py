"""A homicide: a mother who wants to meet, a brother for whom it is not the time, a sister who wants
nothing but a letter; and he who did it, in prison. Few may see the case at all.
"""

from datetime import date

import pytest

from areas.tenancy import in_area
from cases.models import AccessRequest, Agreement, Letter, Message, Pair
from tests.conftest import DESK
from tests.journeys import crossing
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
    wishes,
)
from tests.journeys.story import at

pytestmark = [pytest.mark.browser, pytest.mark.slow]

GRACE, OWEN, LILY = "07700 900511", "07700 900512", "lily@family.example"
DEAN = "Wing C, A4711XY"
WAYS = {GRACE: "Grace", OWEN: "Owen", LILY: "Lily", DEAN: "Dean"}
MOORLAND = "Moorland (HMP & YOI)"
GRAVE = {"applies_to": "harmed", "level": "high"}
ONCE = """
case.opened case.restricted case.closed note.written participant.described custody.moved
agency_contact.added key_date.added access.asked access.chased access.granted session.planned
letter.returned letter.changed letter.delivered letter.taken_back
message.said message.checked message.agreed message.offered message.passed_on
conference.planned conference.recorded
agreement.made agreement.action_added agreement.action_settled agencies.asked
"""
TWICE = """
worker.joined participant.added way.added
letter.offered letter.answered
"""
THRICE = """
risk.written risk.submitted case.risk_cleared
case.moved pair.changed session.recorded letter.written letter.checked letter.agreed
"""
OFTEN = dict.fromkeys(["contact.logged", "participant.stands", "safe_contact.changed"], 4)
OFTEN["consent.recorded"] = 7
ENTRIES = {kind: n + 1 for n, kinds in enumerate((ONCE, TWICE, THRICE)) for kind in kinds.split()}


@pytest.fixture(params=[DESK], ids=["desk"])
def viewport(request):
    return request.param


@pytest.fixture
def story(transactional_db, world, page, live_server) -> Told:
    page.set_default_timeout(15_000)
    return Told(WaryWalker(page, live_server.url, ways=dict(WAYS)), world)


def test_a_bereaved_family_of_three(story):
    it_comes_in_and_is_opened(story)
    a_manager_lets_few_see_it(story)
    a_manager_writes_what_the_team_does_not_read(story)
    the_family_is_named(story)
    he_is_in_prison_and_access_is_asked_for(story)
    all_are_told(story)
    each_wishes_for_something_else(story)
    it_is_assessed_and_goes_on(story)
    those_who_take_part_are_prepared(story)
    one_letter_is_kept_and_one_delivered(story)
    messages_are_carried(story)
    a_mother_meets_him_in_prison(story)
    it_is_closed(story)


def it_comes_in_and_is_opened(story):
    grace = {"first_name": "Grace", "last_name": "Bell", "telephone": GRACE}
    dean = {"first_name": "Dean", "last_name": "Cole", "address": DEAN, "safe_ways": ["post"]}
    log_referral(
        story,
        date(2026, 3, 2),
        {"harmed": {**grace, "safe_ways": ["call"]}, "responsible": dean},
        source="vs_homicide",
        offence="hom_murder",
        account="He killed her son outside a public house.",
        happened_on=date(2022, 10, 8),
        justice_stage="custody",
        flags=["fatal"],
    )
    open_case(story, date(2026, 3, 3))
    story.walker.reads("Sensitive")


def a_manager_lets_few_see_it(story):
    day, reference = date(2026, 3, 3), story.case.reference
    with story.on(day, "manager", hour=15) as page:
        story.at_case("cases:detail").follow("Restrict the case").answer(reason="safety")
        page.page.get_by_label("Supervisor", exact=True).check()
        page.send().reads("The case is restricted.").reads("Facilitator").reads("Colleague")
        page.page.get_by_label("Open it to").select_option("Deputy")
        page.send().reads("Deputy")
    for who in ("manager", "coordinator"):
        with story.on(day, who, hour=16) as page:
            story.open("cases:list").lacks(reference)
            story.at_case("cases:detail")
            assert page.page.title().startswith("Page not found")


def a_manager_writes_what_the_team_does_not_read(story):
    words = "An uncle has said that he will wait for him at the gate."
    day = date(2026, 3, 4)
    with story.on(day, "deputy") as page:
        story.at_case("cases:record").follow("Add a note")
        page.answer(body=words, audience="managers").send()
    with story.on(day, "facilitator", hour=19) as page:
        for name in ("cases:record", "cases:history", "cases:detail"):
            story.at_case(name).lacks(words)
        story.at_case("cases:record").reads("Its words are for managers and supervisors.")
        assert page.page.get_by_role("button", name="Show its words").count() == 0
    with story.on(day, "supervisor", hour=20) as page:
        story.at_case("cases:record").press("Show its words").reads(words)


def the_family_is_named(story):
    with story.on(date(2026, 3, 5), "facilitator") as page:
        adds_person(story, "harmed:harmed", "Owen", "Bell", kind="bereaved").reads("Bereaved")
        adds_person(story, "harmed:harmed", "Lily", "Bell", kind="bereaved")
        story.at_case("cases:people").follow(
            "About them: name, age, language, what helps (Grace B.)"
        )
        page.answer(kind="bereaved").send()
        adds_way(story, "Owen", OWEN, "Never at work.")
        adds_way(story, "Lily", LILY, "By email only.", kind="email")
        story.at_case("cases:people").reads("Who may meet whom")
        rows = page.page.locator("table", has_text="Who may meet whom").locator("tbody tr")
        assert rows.count() == 3
    shows_one_way(story, date(2026, 3, 5), "Lily")


def he_is_in_prison_and_access_is_asked_for(story):
    with story.on(date(2026, 3, 6), "facilitator") as page:
        story.at_case("cases:people").follow("Prison and supervision (Dean C.)")
        page.follow("Record where they are").answer(
            held="sentenced", establishment="MDI", from_on=date(2024, 2, 1)
        ).send().reads(MOORLAND)
        page.follow("Add a professional").answer(
            role="pom", name="Pat Grey", agency=MOORLAND, email="pat.grey@prison.example"
        ).send().reads("Prison offender manager")
        page.follow("Add a key date").answer(kind="parole", on=date(2026, 5, 20)).send()
        page.follow("Record that access was asked for").answer(
            establishment="MDI", asked_on=date(2026, 3, 6), note="A visit, of Pat Grey."
        ).send().reads("Ask again on")
    chase = story.latest(AccessRequest).chase_on
    with story.on(chase, "facilitator", hour=9) as page:
        story.open("areas:home").reads("Due today")
        page.follow_task("Ask the prison again to let you see Dean C.")
        page.answer(chased_on=chase).send()
    with story.on(date(2026, 3, 24), "facilitator") as page:
        story.about("cases:custody", "Dean").follow(f"Record the answer ({MOORLAND})")
        page.answer(state="granted", answered_on=date(2026, 3, 24)).send().reads("Granted")


def all_are_told(story):
    day = date(2026, 3, 26)
    with story.on(day, "facilitator") as page:
        for name, channel, note in (
            ("Grace", "phone", "She wants to look at him and to ask what he said at the end."),
            ("Owen", "phone", "Not now. His first child is born in May."),
            ("Lily", "email", "She wants to read what he has to say, and never to see him."),
            ("Dean", "visit", "He says what he did. He would answer anything."),
        ):
            log_call(story, day, name, channel=channel, note=note, told=["process", "choice"])
        may_be_contacted(story, "Grace", "Dean")
        story.at_case("cases:detail").lacks("Tell Grace B. what restorative justice is")
        page.reads("Record the day on which Dean C. accepted responsibility.")


def each_wishes_for_something_else(story):
    day, later = date(2026, 3, 27), date(2026, 5, 11)
    with story.on(day, "facilitator") as page:
        stands(story, "Dean", "willing", responsibility_accepted_on=date(2026, 3, 26))
        stands(story, "Grace", "willing")
        stands(story, "Owen", "considering", recontact_on=later)
        stands(story, "Lily", "willing")
        wishes(story, "Grace", "Dean", route="conference", chosen="open")
        wishes(story, "Lily", "Dean", route="letter", chosen="open")
        wishes(
            story,
            "Owen",
            "Dean",
            route="not_chosen",
            chosen="not_now",
            recontact_on=later,
            reason="h_too_soon",
        ).reads("Not now")
        story.at_case("cases:people").reads("Contact again on 11 May 2026").reads("Too soon")
        page.reads("A letter").reads("A meeting")
    with in_area(story.world.kent.pk):
        pairs = Pair.objects.values_list("one__person__first_name", "route", "state")
        assert set(pairs) == {
            ("Grace", "conference", "willing"),
            ("Lily", "letter", "willing"),
            ("Owen", "not_chosen", "not_now"),
        }


def it_is_assessed_and_goes_on(story):
    assess_risk(story, date(2026, 3, 30), signed_on=date(2026, 3, 31), **GRAVE)
    moves(story, date(2026, 3, 31), "Move to preparation", "Preparation", asks=True)


def those_who_take_part_are_prepared(story):
    day = date(2026, 4, 14)
    with story.on(date(2026, 4, 7), "facilitator") as page:
        story.at_case("cases:people").follow("Plan or record a session (Dean C.)").answer(
            attendance="planned",
            purpose="preparation",
            meeting="in_person",
            happened_at=at(day, 13),
            establishment="MDI",
        ).send()
        page.follow("Print a visit sheet: 14 April 2026 at 1pm, Dean C.").lacks("Grace")
    with story.on(day, "facilitator") as page:
        story.open("cases:my_day").reads("Preparation session with Dean C.")
        page.follow_task("Preparation session with Dean C.").answer(
            attendance="held", happened_at=at(day, 13), minutes=90, travel_minutes=300
        ).send()
        for name in ("Grace", "Lily"):
            record_session(story, day, name)
        for name in ("Grace", "Lily", "Dean"):
            agrees(story, day, name, "participate")
    signed = {"kind": "secondary", "signed_on": date(2026, 4, 16)}
    assess_risk(story, date(2026, 4, 15), **signed, **GRAVE)
    moves(story, date(2026, 4, 16), "Move to conference", "Conference")


def one_letter_is_kept_and_one_delivered(story):
    crossing.a_letter_is_kept_on_file(story, date(2026, 4, 17), "Dean", "Grace")
    crossing.a_letter_is_changed_and_delivered(story, date(2026, 4, 20), "Dean", "Lily")
    crossing.nothing_goes_to_whom_it_is_not_the_time_for(story, date(2026, 4, 24), "Dean", "Owen")


def messages_are_carried(story):
    words = "I want to know what he said at the end. I will not shout."
    crossing.a_message_is_carried(story, date(2026, 4, 27), "Grace", "Dean", words)


def a_mother_meets_him_in_prison(story):
    day = date(2026, 5, 6)
    place = f"{MOORLAND}, the chapel"
    meets(story, day, ["Grace", "Dean"], place=place, minutes=150, checks=GRAVE)
    with story.on(date(2026, 5, 7), "facilitator") as page:
        story.at_case("cases:activities").follow("Record an outcome agreement").answer(
            happened_on=day,
            type_1="info_right",
            owner_1=story.named("Dean").pk,
            what_1="He writes to the service before his parole hearing.",
            due_on_1=date(2026, 5, 12),
        ).send().reads("He writes to the service before his parole hearing.")
        story.at_case("cases:detail").press("Move to outcome")
    with story.on(date(2026, 5, 8), "facilitator") as page:
        story.open("cases:my_day").reads("See whether Dean C. did what was agreed")
        page.reads("The next seven days").reads("Ask Owen B. again, who is thinking about it")


def it_is_closed(story):
    day = date(2026, 5, 13)
    with story.on(day, "facilitator") as page:
        story.open("cases:my_day").reads("Overdue")
        page.follow_task("See whether Dean C. did what was agreed")
        page.answer(state="done", settled_on=day).send()
        story.at_case("cases:close").answer(reason="c_both", happened_on=day).send()
        page.reads("Completed: letters or messages, and a meeting")
        story.at_case("cases:history").unfold("Filter")
        page.answer(person=story.named("Lily").pk).press("Show").lacks("His first child")
    pages = ("cases:detail", "cases:people", "cases:activities", "cases:record", "cases:history")
    on_a_phone(story, day, *((one,) for one in pages), ("cases:custody", story.named("Dean").pk))
    with in_area(story.world.kent.pk):
        letters = Letter.objects.values_list("recipient__person__first_name", "state")
        assert set(letters) == {("Grace", "kept"), ("Lily", "delivered"), ("Owen", "taken_back")}
        assert Message.objects.get().state == "passed_on"
        assert Agreement.objects.count() == 1
        assert story.case.is_restricted
    came_to(story, stage="closed", reason="c_both", entries=ENTRIES | OFTEN)
