"""A son of fifteen who hits his mother: both on one programme, in groups of their own, his father
beside him; and in the end the family sits down together.
"""

from datetime import date, timedelta

import pytest

from areas.tenancy import in_area
from cases.actions.programme_meetings import hold_meeting
from cases.models import (
    Conference,
    Consent,
    Enrolment,
    Participant,
    Programme,
    ProgrammeSession,
    SessionPlace,
)
from tests.conftest import DESK
from tests.journeys import histories
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
)
from tests.journeys.story import at

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CAROL, JOSH, RAY = "07700 900711", "07700 900712", "ray@family.example"
NAME = "Step Up Maidstone, spring 2026"
FIRST, LAST = date(2026, 4, 20), date(2026, 7, 20)
A_WEEK = timedelta(weeks=1)


@pytest.fixture(params=[DESK], ids=["desk"])
def viewport(request):
    return request.param


@pytest.fixture
def story(transactional_db, world, page, live_server) -> Told:
    page.set_default_timeout(15_000)
    ways = {CAROL: "Carol", JOSH: "Josh", RAY: "Ray"}
    return Told(WaryWalker(page, live_server.url, ways=ways), world)


def test_a_family_programme(story):
    it_comes_in_and_is_opened(story)
    his_father_is_named_as_his_guardian(story)
    all_are_told_and_say_what_they_need(story)
    it_is_assessed_and_goes_on(story)
    both_he_and_his_father_consent(story)
    a_programme_is_planned_and_both_have_a_place(story)
    the_first_weeks_are_recorded(story)
    a_meeting_is_moved(story)
    the_programme_comes_to_its_end(story)
    how_far_they_have_come_is_shown(story)
    the_risk_is_looked_at_again(story)
    the_family_meets(story)
    it_is_closed(story)


def it_comes_in_and_is_opened(story):
    carol = {"first_name": "Carol", "last_name": "Hart", "telephone": CAROL, "safe_ways": ["text"]}
    josh = {"first_name": "Josh", "last_name": "Hart", "telephone": JOSH, "safe_ways": ["call"]}
    log_referral(
        story,
        date(2026, 4, 7),
        {"harmed": carol, "responsible": josh},
        source="yjs",
        offence="cpva",
        account="He pushes and hits his mother when she takes his telephone away.",
        happened_about="since last summer",
        flags=["da"],
    )
    open_case(story, date(2026, 4, 8))
    story.walker.reads("Sensitive")


def his_father_is_named_as_his_guardian(story):
    with story.on(date(2026, 4, 9), "facilitator") as page:
        about = "About them: name, age, language, what helps (Josh H.)"
        story.at_case("cases:people").follow(about)
        page.answer(date_of_birth=date(2011, 2, 3)).send()
        page.reads("No parent or guardian is named.")
        adds_person(story, "parent:responsible", "Ray", "Hart").reads("Parent or guardian")
        page.follow("Name one (Josh H.)").reads("Ray H.")
        page.answer(guardian=story.named("Ray").pk).send()
        page.reads("Parent or guardian: Ray H. (both are asked for their consent)")
        adds_way(story, "Ray", RAY, "By email, in the evening.", kind="email")
        story.at_case("cases:detail").reads("Also in this case").reads("Ray H.")
    shows_one_way(story, date(2026, 4, 9), "Josh")


def all_are_told_and_say_what_they_need(story):
    day = date(2026, 4, 13)
    with story.on(day, "facilitator") as page:
        for name, note in (
            ("Carol", "She is afraid of him and for him. She wants her son back."),
            ("Josh", "He does not want to be like that. He was there with his father."),
            ("Ray", "He lives apart and sees Josh at weekends. He would come each week."),
        ):
            log_call(story, day, name, channel="visit", note=note, told=["process", "choice"])
        may_be_contacted(story, "Carol", "Josh")
        stands(story, "Josh", "willing", responsibility_accepted_on=day)
        stands(story, "Carol", "willing")
        stands(story, "Ray", "willing")
        records_needs(story, "Carol", day, "start", health=2, family=1, outlook=3)
        records_needs(story, "Josh", day, "start", family=2, outlook=2, educ_work=3)
        page.follow("Write down what they hope for").answer(
            hopes=["understanding", "future"], own_words="That she is not scared of me."
        ).send().reads("That she is not scared of me.")
        for name in ("Carol", "Josh"):
            record_session(story, day, name, purpose="assessment", minutes=45)


def records_needs(story, first_name, day, moment, **scores):
    name = story.named(first_name).person.short_name
    page = story.at_case("cases:people").follow(f"Needs and hopes ({name})").follow("Record needs")
    page.answer(moment=moment, by_whom="person", happened_on=day, **scores).send()
    return page.reads("How far they have come")


def it_is_assessed_and_goes_on(story):
    assess_risk(story, date(2026, 4, 14), signed_on=date(2026, 4, 15), applies_to="harmed")
    moves(story, date(2026, 4, 15), "Move to preparation", "Preparation", asks=True)


def both_he_and_his_father_consent(story):
    day = date(2026, 4, 16)
    with story.on(day, "facilitator") as page:
        for name in ("Carol", "Josh", "Ray"):
            agrees(story, day, name, "participate")
        story.at_case("cases:detail").lacks("Record the written consent")
        page.follow_task("Record that the parent or guardian of Josh H. consents in writing.")
        said = {"purpose": "participate", "state": "given", "method": "signed"}
        page.answer(answered=story.named("Ray").pk, happened_on=day, wording_version="2026-1")
        page.answer(**said).send().reads("Ray H.")


def a_programme_is_planned_and_both_have_a_place(story):
    with story.on(date(2026, 4, 16), "facilitator") as page:
        story.at_case("cases:sessions").reads("Nobody in this case has a place on a programme.")
        page.follow("Programmes").follow("Plan a programme").answer(kind="step_up", name=NAME)
        page.answer(starts_at=at(FIRST, 18), weeks=14, place="St Luke’s hall")
        page.page.get_by_label("Colleague", exact=True).check()
        page.send().reads("Nobody has a place yet.").reads("20 July 2026 at 6pm")
        assert page.page.get_by_role("link", name="Record or move it").count() == 26
        for name, group in (("Carol", "parents"), ("Josh", "young_people")):
            gives_place(story, name, group)
        page.reads("Carol H.").reads("Josh H.").reads("0 of 0")


def gives_place(story, first_name, group):
    """From the sessions of the case, on the side of the person."""
    page = story.at_case("cases:sessions")
    page.take(f"main a[href*='{story.named(first_name).pk}/programme/']")
    page.page.get_by_label(f"{NAME} (Step Up: 14 to 21 weekly family sessions)").check()
    page.answer(group=group, from_on=FIRST).send().reads("They have a place now.")


def to_programme(story):
    return story.open("cases:programmes").follow(NAME)


def records_meeting(story, day, group, came, *, who="facilitator"):
    with in_area(story.world.kent.pk):
        places = Enrolment.objects.filter(participant__person__first_name__in=came)
        keys = [str(one.pk) for one in places]
    with story.on(day, who, hour=21) as page:
        to_programme(story).follow(f"Record or move it {day:%-d %B %Y} at 6pm, {group}")
        return page.answer(became="held", came=keys).send()


def the_first_weeks_are_recorded(story):
    with story.on(FIRST, "facilitator", hour=20) as page:
        story.open("cases:my_day").reads("Meeting 1 of the programme").reads(NAME)
    records_meeting(story, FIRST, "Everybody together", ["Carol", "Josh"]).reads("2 of 2 came")
    second = FIRST + A_WEEK
    records_meeting(story, second, "Parents", ["Carol"], who="colleague").reads("1 of 1 came")
    records_meeting(story, second, "Young people", []).reads("0 of 1 came")
    with story.on(second, "facilitator", hour=22) as page:
        story.at_case("cases:sessions").reads("2 of 2").reads("1 of 2")
        story.at_case("cases:history").unfold("Filter").answer(side="responsible").press("Show")
        page.reads("Josh H.").lacks("She is afraid of him")
    with story.on(second, "supervisor", hour=22):
        to_programme(story).lacks("Record or move it")


def a_meeting_is_moved(story):
    day, to = FIRST + 3 * A_WEEK, date(2026, 5, 13)
    with story.on(day, "facilitator", hour=9) as page:
        to_programme(story).follow("Record or move it 11 May 2026 at 6pm, Parents")
        page.answer(became="moved", to=at(to, 18), whose_doing="venue", note="No heating.").send()
        page.reads("13 May 2026 at 6pm").reads("No heating.")
    with in_area(story.world.kent.pk):
        meeting = ProgrammeSession.objects.get(number=4, group="parents")
        assert (meeting.attendance, meeting.happened_at) == ("planned", at(to, 18))


def the_weeks_go_by(story):
    """Those in between, as those who run it write them down."""
    actor = story.world.actor("facilitator")
    with in_area(story.world.kent.pk, actor.user_id):
        places = {one.group: one for one in Enrolment.objects.select_related("participant")}
        rows = ProgrammeSession.objects.filter(attendance="planned", number__lt=14)
        for meeting in rows.select_related("programme").order_by("happened_at"):
            now = meeting.happened_at + timedelta(hours=3)
            hold_meeting(meeting, came=[places[meeting.group]], minutes=120, by=actor, now=now)


def the_programme_comes_to_its_end(story):
    the_weeks_go_by(story)
    records_meeting(story, LAST, "Everybody together", ["Carol", "Josh"]).reads("Ended")
    with story.on(date(2026, 7, 21), "facilitator") as page:
        story.open("cases:programmes").lacks(NAME)
        page.follow("Programmes that have ended").reads("ended 20 July 2026")
        for name, attended in (("Carol H.", "14 of 14"), ("Josh H.", "13 of 14")):
            story.at_case("cases:sessions").reads(attended)
            page.follow(f"Record its end {name}, {NAME}")
            page.answer(completed="yes", left_on=LAST).send()
        page.reads("Completed, 20 July 2026").lacks("Record its end")


def how_far_they_have_come_is_shown(story):
    day = date(2026, 7, 22)
    with story.on(day, "facilitator") as page:
        records_needs(story, "Carol", day, "end", health=4, family=4, outlook=4)
        assert page.page.locator(".rj-chart-always svg").count() == 1
        records_needs(story, "Josh", day, "end", family=4, outlook=5, educ_work=3)
        page.reads("at the start and at the end")
        page.follow("Record whether they got it").answer(understanding="yes", future="yes").send()
        for name in ("Carol", "Josh"):
            record_session(story, day, name)


def the_risk_is_looked_at_again(story):
    day, signed_on = date(2026, 7, 23), date(2026, 7, 24)
    assess_risk(story, day, applies_to="harmed", kind="secondary", signed_on=signed_on)
    moves(story, signed_on, "Move to conference", "Conference")


def the_family_meets(story):
    day = date(2026, 7, 28)
    meets(story, day, ["Carol", "Josh", "Ray"], place="St Luke’s hall", form="fgc", minutes=120)
    moves(story, date(2026, 7, 29), "Move to outcome", "Outcome")
    with story.on(date(2026, 7, 29), "facilitator") as page:
        story.at_case("cases:activities").reads("Family meeting").reads("Ray H.")
        page.follow("Record an outcome agreement").answer(
            happened_on=day,
            type_1="behaviour",
            owner_1=story.named("Josh").pk,
            what_1="He goes to the bench outside when he feels it come, and rings Ray.",
            due_on_1=date(2026, 8, 12),
        ).send().reads("He goes to the bench outside")


def it_is_closed(story):
    day, josh = date(2026, 8, 12), story.named("Josh").pk
    with story.on(day, "facilitator") as page:
        story.open("cases:my_day").follow_task("See whether Josh H. did what was agreed")
        page.answer(state="done", settled_on=day).send()
    pages = ("cases:detail", "cases:people", "cases:sessions", "cases:activities")
    on_a_phone(story, day, *((one,) for one in pages), ("cases:needs", josh))
    with story.on(day, "facilitator") as page:
        story.at_case("cases:close").answer(reason="c_direct", happened_on=day).send()
        page.reads("Completed: they met")
        story.at_case("cases:history").reads("Case closed: Completed: they met")
    with in_area(story.world.kent.pk):
        assert Conference.objects.get().form == "fgc"
        assert Programme.objects.get().ended_on == LAST
        assert not ProgrammeSession.objects.exclude(attendance="held").exists()
        assert SessionPlace.objects.filter(came=False).count() == 1
        assert set(Enrolment.objects.values_list("group", "completed", "left_on")) == {
            ("parents", True, LAST),
            ("young_people", True, LAST),
        }
        given = Consent.objects.filter(participant_id=josh).values_list("given_by__role", flat=True)
        assert set(given) == {None, "parent"}
        assert set(Participant.objects.values_list("status", flat=True)) == {"participated"}
    came_to(story, stage="closed", reason="c_direct", entries=histories.FAMILY)
