"""The case that London's rehabilitation company published, played by seven people at a browser.

Daniel, on probation, punched Jessica at a bus stop and took her telephone. Twelve sessions, a
letter that she does not want at first, a meeting that she asks for. Names and course are as
published.
"""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from areas.tenancy import in_area
from cases.models import Letter
from reporting.models import Document
from tests.journeys.referring import Referring
from tests.journeys.story import Story, at

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PROGRAMME = [date(2026, 7, day) for day in (6, 9, 13, 16, 20, 23, 27, 30)] + [
    date(2026, 8, day) for day in (3, 6, 10, 13)
]
ACCOUNT = "He punched her at a bus stop and took her telephone. She lost a pregnancy."


@pytest.fixture
def story(transactional_db, world, walker) -> Story:
    return Story(walker, world)


def test_daniel_and_jessica(story):
    a_probation_officer_refers(story)
    a_coordinator_accepts_and_allocates(story)
    the_risk_is_assessed_by_one_and_signed_by_another(story, date(2026, 7, 6), kind="initial")
    daniel_works_through_twelve_sessions(story)
    jessica_is_told_and_becomes_willing(story)
    the_risk_is_assessed_by_one_and_signed_by_another(story, date(2026, 8, 17))
    both_are_prepared_and_consent(story)
    a_letter_is_kept_and_later_delivered(story)
    she_asks_to_meet_and_they_meet(story)
    the_case_ends_well(story)
    the_service_sees_its_figures(story)
    two_managers_publish_and_the_commissioner_reads(story)


def a_probation_officer_refers(story):
    with story.on(date(2026, 7, 1), "referrer", hour=10) as page:
        story.open("areas:home")
        assert page.view_name == "referrals:own"
        refer(Referring(page, story.area))
        page.reads("KNT-R26-00001").reads("Received")


def refer(referring):
    """Each task in an order of her own; nobody has a safe way but a call to Jessica."""
    no_way = {"contact": "yes"}
    referring.task(
        "What happened",
        offence="rob_pers",
        happened_on=date(2025, 11, 14),
        happened_in_area="yes",
        account=ACCOUNT,
    )
    referring.add(
        "People harmed",
        {"first_name": "Jessica", "last_name": "Morgan", "lives_in_area": "yes"},
        {**no_way, "telephone": "07700 900301", "call_safe": "yes", "voicemail_ok": "no"},
        {},
    )
    referring.add(
        "People responsible",
        {"first_name": "Daniel", "last_name": "Reid", "lives_in_area": "yes"},
        {"accepts": "yes", "custody": "community"},
        no_way,
        {},
    )
    referring.task("About you", referrer_name="Chris Osei", source="prob_com")
    referring.task("Agreement", agreed="yes", other_side_knows="no", initiator="responsible")
    referring.task("Risk and safety")
    referring.task("Sentence", reported="yes", justice_stage="community", proceedings_live="no")
    referring.send()


def a_coordinator_accepts_and_allocates(story):
    with story.on(date(2026, 7, 2), "coordinator", hour=11) as page:
        story.open("areas:home")
        page.follow("KNT-R26-00001").reads("Robbery of a person").follow("Accept and open a case")
        page.answer(label="Robbery, November 2025").send()
        assert page.view_name == "cases:allocate"
        for place, name in (("lead", "Facilitator"), ("second", "Colleague")):
            page.page.get_by_label(f"{place.capitalize()} {name}").check()
        page.send().reads("KNT-26-00001").reads("Lead facilitator")


def log_contact(story, side, day, *, informed=True, note=""):
    walker = story.with_person("cases:contact_add", side)
    walker.page.get_by_text("Say more, or log it for another time").click()
    walker.answer(outcome="spoke", channel="phone", happened_at=at(day, 14), note=note)
    if informed:
        walker.answer(information=["process", "choice"], information_format="spoken")
    walker.send()


def record_session(story, side, day, *, purpose="preparation", minutes=60):
    story.with_person("cases:session_add", side).answer(
        purpose=purpose,
        meeting="in_person",
        attendance="held",
        happened_at=at(day, 13),
        minutes=minutes,
    ).send()


def daniel_works_through_twelve_sessions(story):
    with story.on(date(2026, 8, 13), "facilitator") as page:
        story.open("cases:list").follow("KNT-26-00001").reads("What needs to happen next")
        log_contact(story, "responsible", date(2026, 7, 3))
        for day in PROGRAMME:
            record_session(story, "responsible", day, purpose="programme", minutes=180)
        story.with_person("cases:participant", "responsible").answer(
            status="willing", responsibility_accepted_on=date(2026, 7, 6)
        ).send()
        story.with_person("cases:safe_contact", "responsible").answer(
            may_contact="yes", safe_contact="Through his probation practitioner."
        ).send()
        story.at_case("cases:sessions").reads("180")
    assert page.complaints == []


def jessica_is_told_and_becomes_willing(story):
    with story.on(date(2026, 8, 14), "facilitator") as page:
        log_contact(story, "harmed", date(2026, 7, 20), note="She would like to think about it.")
        record_session(story, "harmed", date(2026, 8, 4), purpose="assessment")
        story.at_case("cases:detail").reads("Record whether Jessica M. is willing to take part.")
        story.with_person("cases:participant", "harmed").answer(status="willing").send()
        story.with_person("cases:safe_contact", "harmed").answer(
            may_contact="yes", safe_contact="Text first, after 5pm."
        ).send()
        story.at_case("cases:detail").reads("Text first, after 5pm.").press("Move to preparation")
        page.reads("A second risk assessment must be signed off, after both sides were met.")


def the_risk_is_assessed_by_one_and_signed_by_another(story, day, kind="secondary"):
    with story.on(day, "facilitator") as page:
        story.at_case("risk:add").answer(
            kind=kind,
            happened_on=day,
            level="medium",
            judgement="proceed",
            reasons="He accepts what he did; she is steady and decides each step.",
            factor_1="rf_ptsd",
            applies_to_1="harmed",
            likelihood_1=2,
            impact_1=3,
            mitigation_1="Each step is hers.",
            residual_1="medium",
        ).send()
        page.follow("Submit for sign-off").send()
    with story.on(day.replace(day=day.day + 1), "supervisor", hour=9) as page:
        story.open("risk:waiting").follow("KNT-26-00001")
        if page.view_name == "risk:list":
            page.take("main table a")
        page.follow("Sign off").send()


def both_are_prepared_and_consent(story):
    with story.on(date(2026, 8, 20), "facilitator") as page:
        for side, day in (("responsible", date(2026, 8, 18)), ("harmed", date(2026, 8, 19))):
            record_session(story, side, day)
            story.with_person("cases:consent_add", side).answer(
                purpose="participate",
                state="given",
                happened_on=day,
                method="signed",
                wording_version="2026-1",
            ).send()
        story.at_case("cases:detail").press("Move to conference")
        page.reads("Record a meeting that was held, or a letter or message that was delivered")


def letter_of(story):
    with in_area(story.world.kent.pk):
        return Letter.objects.get().pk


def a_letter_is_kept_and_later_delivered(story):
    with story.on(date(2026, 8, 20), "facilitator"):
        author, recipient = story.person("responsible").pk, story.person("harmed").pk
        story.at_case("cases:letter_add", recipient, author).answer(
            happened_on=date(2026, 8, 20),
            body="Dear Jessica, I was not well then. I am sorry.",
        ).send()
    with story.on(date(2026, 8, 21), "colleague", hour=9):
        story.at_case("cases:letter_check", letter_of(story)).answer(read=True).send()
    with story.on(date(2026, 8, 22), "facilitator"):
        story.at_case("cases:letter_consent", letter_of(story)).answer(
            happened_on=date(2026, 8, 22), method="signed", wording_version="2026-1"
        ).send()
    for day, answer in ((date(2026, 8, 24), "not_now"), (date(2026, 9, 3), "wanted")):
        with story.on(day, "facilitator"):
            story.at_case("cases:letter_offer", letter_of(story)).answer(happened_on=day).send()
            story.at_case("cases:letter_answer", letter_of(story)).answer(
                answer=answer, answered_on=day
            ).send()
    with story.on(date(2026, 9, 4), "facilitator"):
        story.at_case("cases:letter_deliver", letter_of(story)).answer(
            delivered_on=date(2026, 9, 4), handover="handed"
        ).send().reads("Delivered")


def she_asks_to_meet_and_they_meet(story):
    with story.on(date(2026, 9, 8), "facilitator"):
        note = "She found the letter self-centred. She asks to meet him."
        log_contact(story, "harmed", date(2026, 9, 8), informed=False, note=note)
    the_risk_is_assessed_by_one_and_signed_by_another(story, date(2026, 9, 10), kind="pre_meeting")
    both = [story.person("harmed").pk, story.person("responsible").pk]
    with story.on(date(2026, 9, 17), "facilitator") as page:
        story.at_case("cases:conference_plan").answer(
            form="conf",
            meeting="in_person",
            happened_at=at(date(2026, 9, 22), 14),
            place="A quiet room",
            participants=both,
        ).send()
    with story.on(date(2026, 9, 22), "facilitator"):
        story.at_case("cases:activities")
        page.take("main a[href*='/conferences/']:not([href$='/plan/'])")
        page.answer(
            attendance="held",
            happened_at=at(date(2026, 9, 22), 14),
            minutes=90,
            came=both,
            apology_given="yes",
            note="She said that she gained closure.",
        ).send()
    with story.on(date(2026, 9, 23), "facilitator"):
        story.at_case("cases:detail").press("Move to outcome")


def the_case_ends_well(story):
    with story.on(date(2026, 9, 28), "facilitator") as page:
        story.at_case("cases:close").answer(
            reason="c_both", happened_on=date(2026, 9, 28), note="Both are well."
        ).send()
        page.reads("Completed: letters or messages, and a meeting")
        story.at_case("cases:history").reads("She found the letter self-centred.")


def the_service_sees_its_figures(story):
    with story.on(date(2026, 10, 2), "manager", hour=10) as page:
        story.open("reporting:quarter", "2026-27-Q2")
        page.reads("Referrals received C01 1").reads("People harmed in them C01 1")
        page.reads("Cases opened C03 1").reads("Contacted C05 1 1 0 2 2").reads(
            "Engaged C07 1 1 0 2 2"
        )
        page.reads("Direct interventions, events C08 1").reads(
            "Indirect interventions, once per case C09 1"
        )
        page.reads("Cases closed in the quarter 1 1 100%")
        page.reads("Referrals received in the quarter, to 2 October 2026 1 1 100%")


def two_managers_publish_and_the_commissioner_reads(story):
    with story.on(date(2026, 10, 2), "manager", hour=10) as page:
        story.open("reporting:quarter", "2026-27-Q2").follow("Prepare the report").send()
        story.the_worker_works()
        page.page.reload()
        draft = page.look().page.url
    with story.on(date(2026, 10, 2), "deputy", hour=15) as page:
        page.page.goto(draft)
        page.look().follow("Publish this report").send()
        story.the_worker_works()
    with story.on(date(2026, 10, 5), "commissioner", hour=9) as page:
        story.open("areas:home").reads("2026-27 Q2")
        with page.page.expect_download() as download:
            page.page.get_by_role("link", name="PDF").first.click()
        content = download.value.path().read_bytes()
    with in_area(story.world.kent.pk):
        assert content == bytes(Document.objects.get(is_draft=False).content)
    assert "fewer than 5" in PdfReader(io.BytesIO(content)).pages[1].extract_text()
