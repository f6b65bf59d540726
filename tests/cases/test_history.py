from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import InternalError, ProgrammingError, transaction
from django.urls import reverse

from audit.models import Event
from cases.actions.case import open_case
from cases.actions.clearance import clear_risk, end_clearances
from cases.actions.closing import close_case, reopen_case
from cases.actions.consents import record_consent
from cases.actions.contacts import log_contact
from cases.actions.hold import hold_case, release_case
from cases.actions.sessions import plan_session, record_session
from cases.actions.timeline import moment_of, tell
from cases.models import TimelineEntry
from cases.queries.case import participants_of
from cases.queries.entries import KINDS, Group, Told
from cases.queries.timeline import Narrowed, in_full, latest, moments, names_of
from cases.stages import ClosureReason, HoldReason, Side
from tests.cases.made import daniel_of, jessica_of, two_sided_case
from tests.factories.referrals import ReferralFactory, ReferralPersonFactory
from tests.moments import LONDON, NOON, TODAY

DAY = timedelta(days=1)


def told(case, actor, **narrowed):
    found = list(moments(case, actor, Narrowed(**narrowed)))
    names = names_of(participants_of(case, actor))
    return [(entry.title, entry.text) for entry in in_full(found, actor, names)]


def call(case, actor, *, of=jessica_of, at=NOON - 3 * DAY, **values):
    values = {"channel": "phone", "outcome": "spoke", **values}
    return log_contact(of(case), happened_at=at, by=actor, now=NOON, **values)


def page_of(case):
    return reverse("cases:history", args=["kent", case.reference])


def test_what_happened_is_told_once_to_the_audit_the_history_and_the_lists(case, actor):
    entry = tell(
        case,
        "contact.logged",
        jessica_of(case),
        by=actor,
        now=NOON,
        on=TODAY - DAY,
        about=jessica_of(case),
        channel="phone",
        result="spoke",
    )

    case.refresh_from_db()
    assert case.last_activity_at == NOON
    assert Event.objects.get(verb="contact.logged").detail == {
        "case": case.reference,
        "channel": "phone",
        "result": "spoke",
    }
    row = TimelineEntry.objects.get(pk=entry.pk)
    assert (row.side, row.participant_id, row.subject_id) == (
        Side.HARMED,
        jessica_of(case).pk,
        jessica_of(case).pk,
    )
    assert (row.happened_at.astimezone(LONDON).isoformat(), row.whole_day, row.codes) == (
        "2026-08-11T12:00:00+01:00",
        True,
        {"channel": "phone", "result": "spoke"},
    )


def test_a_kind_that_nobody_declared_is_not_told(case, actor):
    with pytest.raises(KeyError):
        tell(case, "nonsense", case, by=actor, now=NOON)


def test_a_day_is_midday_and_today_is_now():
    assert moment_of(None, NOON) == NOON
    assert moment_of(NOON - DAY, NOON) == NOON - DAY
    assert moment_of(TODAY, NOON - timedelta(hours=1)) == NOON - timedelta(hours=1)
    assert moment_of(TODAY - DAY, NOON - timedelta(hours=1)) == NOON - DAY


def test_contacts_consents_and_sessions_are_told_newest_first(case, actor):
    jessica = jessica_of(case)
    call(case, actor, information=["process"], information_format="spoken", note="She asked why.")
    record_consent(
        jessica,
        purpose="participate",
        state="given",
        happened_on=TODAY - 2 * DAY,
        method="signed",
        wording_version="1",
        by=actor,
        now=NOON,
    )
    with_her = {"purpose": "preparation", "meeting": "in_person", "by": actor, "now": NOON}
    record_session(jessica, happened_at=NOON - DAY, minutes=60, note="At home.", **with_her)
    plan_session(jessica, happened_at=NOON + DAY, **with_her)

    assert told(case, actor) == [
        ("Preparation session with Jessica H.: Held", "At home."),
        ("Consent of Jessica H., given: To take part", "Signed on paper."),
        (
            "Telephone, Jessica H.: Spoke with them",
            (
                "She asked why. "
                "Information given: What restorative justice is and how it goes (Spoken)."
            ),
        ),
    ]
    assert ("Preparation session with Jessica H. planned", "") in told(case, actor, with_small=True)


def test_the_course_of_a_case_is_told(case, world):
    actor = world.actor("manager")
    hold_case(case, until=TODAY + DAY, reason=HoldReason.HEALTH, by=actor, now=NOON - 9 * DAY)
    release_case(case, by=actor, now=NOON - 8 * DAY)
    on = {"happened_on": TODAY - 7 * DAY, "by": world.actor("supervisor"), "now": NOON - 7 * DAY}
    clear_risk(case, level="medium", until=TODAY, conditions="Two staff.", **on)
    end_clearances(case, why="review", by=actor, now=NOON - 6 * DAY)
    on = {"happened_on": TODAY - 5 * DAY, "note": "For now.", "by": actor, "now": NOON - 5 * DAY}
    close_case(case, reason=ClosureReason.NEEDS_MET, **on)
    reopen_case(case, reason="She is well.", by=actor, now=NOON - 4 * DAY)

    assert told(case, actor) == [
        ("Opened again, at the stage Assessment", "She is well."),
        ("Case closed: Ended early: needs were met", "For now."),
        ("The risk must be signed off again", ""),
        ("Risk signed off: Medium, review by 12 August 2026", "Two staff."),
        ("Taken off hold", ""),
        ("On hold until 13 August 2026: Health of somebody in the case", ""),
    ]


def test_a_case_begins_with_its_opening(world):
    referral = ReferralFactory(area=world.kent)
    ReferralPersonFactory(referral=referral)
    actor = world.actor("coordinator")

    case = open_case(referral, label="Burglary", by=actor, now=NOON)

    assert told(case, actor) == [("Case opened", "")]


@pytest.mark.parametrize(
    ("narrowed", "titles"),
    [
        ({}, ["Telephone, Daniel R.: No answer", "Telephone, Jessica H.: Spoke with them"]),
        (
            {"group": Group.CONTACTS, "side": Side.HARMED},
            ["Telephone, Jessica H.: Spoke with them"],
        ),
        ({"side": Side.RESPONSIBLE}, ["Telephone, Daniel R.: No answer"]),
        ({"group": Group.SESSIONS}, []),
        ({"since": TODAY - 2 * DAY}, ["Telephone, Daniel R.: No answer"]),
        ({"until": TODAY - 2 * DAY}, ["Telephone, Jessica H.: Spoke with them"]),
    ],
)
def test_a_history_is_narrowed(case, actor, narrowed, titles):
    call(case, actor)
    call(case, actor, of=daniel_of, at=NOON - DAY, outcome="no_answer")

    assert [title for title, _text in told(case, actor, **narrowed)] == titles


def test_a_history_is_narrowed_to_one_person_by_the_page(case, actor, world):
    call(case, actor)
    call(case, actor, of=daniel_of)

    page = world.client("facilitator").get(page_of(case), {"person": str(daniel_of(case).pk)})

    assert [entry.title for entry in page.context["entries"]] == [
        "Telephone, Daniel R.: Spoke with them"
    ]
    assert "<details" in page.content.decode()


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({}, 2),
        ({"kind": "contacts", "side": "harmed"}, 1),
        ({"kind": "letters"}, 0),
        ({"kind": "nonsense", "person": str(uuid4()), "side": "party_a"}, 2),
        ({"since_day": "11", "since_month": "8", "since_year": "2026"}, 0),
        ({"since_day": "99", "since_month": "8", "since_year": "2026"}, 2),
    ],
)
def test_the_page_narrows_by_what_makes_sense(case, actor, world, asked, count):
    call(case, actor)
    call(case, actor, of=daniel_of)

    page = world.client("facilitator").get(page_of(case), asked)

    assert (page.status_code, len(page.context["entries"])) == (200, count)


def test_both_dates_are_shown_where_they_differ_by_more_than_a_day(case, actor, world):
    call(case, actor)
    call(case, actor, at=NOON - DAY)

    soon, late = latest(case, actor, names_of(participants_of(case, actor)))

    assert (soon.recorded_on, late.recorded_on, late.by) == (None, TODAY, "Facilitator")
    text = world.client("coordinator").get(page_of(case)).content.decode()
    assert "9 August 2026 at midday (recorded 12 August 2026)" in text


def test_another_cases_history_stays_there(case, world, actor):
    call(two_sided_case(world), actor)

    assert told(case, actor) == []


def test_one_entry_and_sixty_take_as_many_queries(case, world, actor, count_queries):
    client = world.client("facilitator")
    call(case, actor)
    client.get(page_of(case))
    with count_queries() as few:
        client.get(page_of(case))
    for _number in range(59):
        call(case, actor)
    with count_queries() as many:
        page = client.get(page_of(case))

    assert (len(many), len(page.context["entries"])) == (len(few), 25)


def test_an_entry_is_never_altered(case, actor):
    call(case, actor)
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        TimelineEntry.objects.update(kind="case.opened")


def test_a_code_that_is_not_known_stands_as_it_is():
    said = Told({"reason": "c_future", "stage": "elsewhere"}, "", {})

    assert KINDS["case.closed"].title(said) == "Case closed: c_future"
    assert said.name("nobody") == ""


def test_a_hidden_person_has_no_name():
    assert Told({"to": str(uuid4())}, "", {}).name("to") == ""
