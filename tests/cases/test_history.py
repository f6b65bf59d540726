from datetime import timedelta

import pytest
from django.urls import reverse

from cases.actions.closing import close_case, reopen_case
from cases.actions.participants import withdraw
from cases.models import Agreement, AgreementAction, Conference, Letter, LetterOffer, StageChange
from cases.queries.timeline import latest
from cases.stages import ClosureReason, WithdrawalReason
from tests.cases.made import daniel_of, jessica_of, two_sided_case
from tests.factories.cases import (
    ClearanceFactory,
    ConsentFactory,
    ContactEntryFactory,
    SessionFactory,
)
from tests.moments import NOON, TODAY

DAY = timedelta(days=1)


@pytest.fixture
def case(world):
    return two_sided_case(world, with_team=False)


@pytest.fixture
def actor(world):
    return world.actor("coordinator")


def told(case, actor):
    return [(entry.title, entry.text) for entry in latest(case, actor, count=50)]


def test_contacts_consents_and_sessions_are_told_newest_first(case, actor):
    jessica = jessica_of(case)
    ContactEntryFactory(
        participant=jessica,
        happened_at=NOON - 3 * DAY,
        information_given=True,
        note="She asked why.",
    )
    ConsentFactory(participant=jessica, happened_on=TODAY - 2 * DAY)
    SessionFactory(participant=jessica, happened_at=NOON - DAY, note="At home.")
    SessionFactory(participant=jessica, happened_at=NOON + DAY, attendance="planned", minutes=None)

    assert told(case, actor) == [
        ("Preparation session with Jessica H.: Held", "At home."),
        ("Consent of Jessica H.: To take part", "Given. Signed on paper."),
        (
            "Telephone, Jessica H.: Spoke with them",
            "She asked why. Told what restorative justice is.",
        ),
    ]


def test_stages_closings_and_withdrawals_are_told(case, actor):
    StageChange.objects.create(
        area=case.area, case=case, target="assessment", happened_at=NOON - 9 * DAY, recorded_at=NOON
    )
    StageChange.objects.create(
        area=case.area,
        case=case,
        source="assessment",
        target="preparation",
        happened_at=NOON - 8 * DAY,
        recorded_at=NOON,
    )
    withdraw(
        jessica_of(case),
        reason=WithdrawalReason.HEALTH,
        offer_open=True,
        future_contact_ok=True,
        may_tell_other_side=True,
        happened_on=TODAY - 7 * DAY,
        note="She is ill.",
        by=actor,
        now=NOON,
    )
    close_case(
        case,
        reason=ClosureReason.HARMED_WITHDREW,
        happened_on=TODAY - 6 * DAY,
        note="For now.",
        by=actor,
        now=NOON,
    )
    reopen_case(case, reason="She is well.", by=actor, now=NOON)

    assert told(case, actor) == [
        ("Opened again, at the stage Assessment", "She is well."),
        ("Case closed: Ended early: person harmed withdrew", "For now."),
        ("Jessica H. withdrew", "Health. She is ill."),
        ("Moved to Preparation", ""),
        ("Case opened", ""),
    ]


def test_letters_meetings_agreements_and_clearances_are_told(case, actor):
    said = {"area": case.area, "recorded_at": NOON}
    daniel, jessica = daniel_of(case), jessica_of(case)
    letter = Letter.objects.create(
        case=case,
        author=daniel,
        recipient=jessica,
        happened_on=TODAY - 9 * DAY,
        state="delivered",
        delivered_on=TODAY - 6 * DAY,
        **said,
    )
    LetterOffer.objects.create(letter=letter, happened_on=TODAY - 8 * DAY, **said)
    LetterOffer.objects.create(
        letter=letter,
        happened_on=TODAY - 7 * DAY,
        answer="wanted",
        answered_on=TODAY - 6 * DAY,
        **said,
    )
    Conference.objects.create(
        case=case,
        form="conf",
        meeting="in_person",
        attendance="held",
        happened_at=NOON - 5 * DAY,
        note="They met.",
        **said,
    )
    agreement = Agreement.objects.create(case=case, happened_on=TODAY - 4 * DAY, **said)
    AgreementAction.objects.create(
        agreement=agreement,
        owner=daniel,
        type="repair",
        what="Mend the gate",
        due_on=TODAY,
        state="done",
        settled_on=TODAY - 3 * DAY,
        **said,
    )
    ClearanceFactory(case=case, happened_on=TODAY - 2 * DAY)

    assert told(case, actor) == [
        ("Risk signed off: Medium, review by 12 August 2026", ""),
        ("Agreed action of Daniel R.: Done", "Mend the gate"),
        ("Outcome agreement made", ""),
        ("Restorative conference: Held", "They met."),
        ("Letter from Daniel R. delivered to Jessica H.", ""),
        ("Letter offered to Jessica H.", "Wants to receive it on 6 August 2026."),
        ("Letter offered to Jessica H.", "No answer yet."),
        ("Letter from Daniel R. to Jessica H. begun", ""),
    ]


def test_allocations_are_told_with_their_end(world):
    case = two_sided_case(world)
    case.workers.filter(role="second").update(until_at=NOON + DAY)

    assert sorted(told(case, world.actor("coordinator"))) == [
        ("Lead facilitator: Facilitator", ""),
        ("Second facilitator: Colleague", "Until 13 August 2026."),
    ]


def test_both_dates_are_shown_where_they_differ_by_more_than_a_day(case, actor, world):
    jessica = jessica_of(case)
    ContactEntryFactory(
        participant=jessica,
        happened_at=NOON - 3 * DAY,
        recorded_at=NOON,
        recorded_by=world.users["facilitator"],
    )
    ContactEntryFactory(participant=jessica, happened_at=NOON - DAY, recorded_at=NOON)

    soon, late = latest(case, actor)

    assert (soon.recorded_on, late.recorded_on, late.by) == (None, TODAY, "Facilitator")
    text = world.client("coordinator").get(page_of(case)).content.decode()
    assert "9 August 2026 at midday (recorded 12 August 2026)" in text


def page_of(case):
    return reverse("cases:history", args=["kent", case.reference])


@pytest.mark.parametrize(
    ("kind", "count"), [("", 2), ("contacts", 1), ("sessions", 1), ("letters", 0), ("nonsense", 2)]
)
def test_the_history_is_filtered_by_kind(case, world, kind, count):
    ContactEntryFactory(participant=jessica_of(case))
    SessionFactory(participant=jessica_of(case))

    page = world.client("coordinator").get(page_of(case), {"kind": kind})

    assert len(page.context["entries"]) == count


def test_another_cases_history_stays_there(case, world, actor):
    ContactEntryFactory(participant=jessica_of(two_sided_case(world)))

    assert told(case, actor) == []


def test_one_entry_and_sixty_take_as_many_queries(case, world, count_queries):
    client, jessica = world.client("coordinator"), jessica_of(case)
    ContactEntryFactory(participant=jessica)
    client.get(page_of(case))
    with count_queries() as few:
        client.get(page_of(case))
    for _number in range(59):
        ContactEntryFactory(participant=jessica)
    with count_queries() as many:
        page = client.get(page_of(case))

    assert (len(many), len(page.context["entries"])) == (len(few), 25)
