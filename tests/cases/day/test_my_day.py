from datetime import timedelta

import pytest
from django.urls import reverse

from audit.models import Event
from cases.models import AccessRequest, Concern, KeyDate
from cases.queries.my_day import my_day
from rjcase import clock
from tests.cases.made import daniel_of, get_ready, jessica_of, two_sided_case
from tests.factories.activities import (
    AgreementActionFactory,
    AgreementFactory,
    ConferenceFactory,
)
from tests.factories.cases import ConsentFactory, ContactEntryFactory, SessionFactory
from tests.factories.programmes import (
    ProgrammeFactory,
    ProgrammeLeadFactory,
    ProgrammeSessionFactory,
)
from tests.moments import NOON, TODAY

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def page(world, who="facilitator"):
    return world.client(who).get(reverse("cases:my_day", args=["kent"]))


def seen(world, who="facilitator"):
    return my_day(world.actor(who), now=NOON, since=NOON - DAY)


def said(lines):
    return [(one.what, one.on) for one in lines]


@pytest.mark.parametrize(
    ("who", "status"), [("stranger", 404), ("neighbour", 404), ("supervisor", 403)]
)
def test_the_day_is_for_those_who_work_cases(world, who, status):
    assert page(world, who).status_code == status


def test_a_facilitator_lands_on_their_day(world):
    answer = world.client("facilitator").get(reverse("areas:home", args=["kent"]))

    assert answer["Location"] == reverse("cases:my_day", args=["kent"])
    assert world.client("coordinator").get(reverse("areas:home", args=["kent"]))["Location"] == (
        reverse("referrals:inbox", args=["kent"])
    )


def test_every_kind_of_thing_that_is_due_is_named_with_its_form(world, case):
    jessica, daniel = jessica_of(case), daniel_of(case)
    stamp = {"area": world.kent, "recorded_at": NOON}
    ContactEntryFactory(participant=jessica, happened_at=NOON + HOUR, next_contact_on=TODAY - DAY)
    daniel.status, daniel.recontact_on = "considering", TODAY
    daniel.save()
    case.risk_cleared_until = TODAY + DAY
    case.save()
    promise = AgreementActionFactory(
        agreement=AgreementFactory(case=case), owner=daniel, due_on=TODAY + 2 * DAY
    )
    AccessRequest.objects.create(
        participant=daniel, establishment="MDI", asked_on=TODAY, chase_on=TODAY + 3 * DAY, **stamp
    )
    KeyDate.objects.create(participant=daniel, kind="release", on=TODAY + 4 * DAY, **stamp)
    KeyDate.objects.create(participant=daniel, kind="parole", on=TODAY - DAY, **stamp)
    ConsentFactory(participant=jessica, happened_on=TODAY - 180 * DAY)

    day = seen(world)

    assert said(day.overdue) == [("Contact Jessica H.", TODAY - DAY)]
    assert said(day.today) == [("Ask Daniel R. again, who is thinking about it", TODAY)]
    assert said(day.ahead) == [
        ("Review the risk", TODAY + DAY),
        ("See whether Daniel R. did what was agreed", TODAY + 2 * DAY),
        ("Ask Jessica H. again for consent", TODAY + 3 * DAY),
        ("Ask the prison again to let you see Daniel R.", TODAY + 3 * DAY),
        ("Release: Daniel R.", TODAY + 4 * DAY),
        ("Contact Jessica H. for the first time", TODAY + 7 * DAY),
    ]
    assert day.overdue[0].page == "cases:contact_add"
    assert day.ahead[1].args == (case.reference, str(promise.pk))
    text = page(world).content.decode()
    assert "Contact Jessica H." in text
    assert reverse("cases:contact_add", args=["kent", case.reference, jessica.pk]) in text


def test_only_the_last_word_on_the_next_contact_counts(world, case):
    jessica = jessica_of(case)
    ContactEntryFactory(participant=jessica, happened_at=NOON - DAY, next_contact_on=TODAY - DAY)
    ContactEntryFactory(participant=jessica, happened_at=NOON)

    assert said(seen(world).overdue) == []


def test_one_who_has_left_is_due_no_more(world, case):
    jessica = jessica_of(case)
    ContactEntryFactory(participant=jessica, next_contact_on=TODAY - DAY)
    jessica.status = "withdrew"
    jessica.save()

    assert said(seen(world).overdue) == []


def test_what_was_planned_is_a_meeting_today_and_then_an_outcome_to_record(world, case):
    jessica = jessica_of(case)
    jessica.safe_contact = "Text first."
    jessica.save()
    past = SessionFactory(participant=jessica, attendance="planned", happened_at=NOON - HOUR)
    SessionFactory(participant=jessica, attendance="planned", happened_at=NOON + DAY)
    SessionFactory(participant=jessica, attendance="held", happened_at=NOON - DAY)
    ConferenceFactory(case=case, attendance="planned", happened_at=NOON + HOUR)

    day = seen(world)

    assert [one.what for one in day.meetings] == [
        "Preparation session with Jessica H.",
        "Restorative conference",
    ]
    assert [(one.args[1], one.safe_contact) for one in day.to_record] == [
        (str(past.pk), "Text first.")
    ]
    assert [one.at for one in day.coming] == [NOON + DAY]
    assert "Safe contact: Text first." in page(world).content.decode()


def test_a_meeting_of_a_programme_is_on_the_day_of_whoever_runs_it(world):
    meeting = ProgrammeSessionFactory(
        programme=ProgrammeFactory(area=world.kent, name="Awareness course"), number=3
    )
    ProgrammeLeadFactory(programme=meeting.programme, user=world.users["facilitator"])

    (one,) = seen(world).to_record

    assert (one.reference, one.what) == ("Awareness course", "Meeting 3 of the programme")
    assert reverse("cases:programme_meeting", args=["kent", *one.args]) in (
        page(world).content.decode()
    )
    assert seen(world, "colleague").to_record == []


def test_a_meeting_of_one_group_says_of_which(world):
    meeting = ProgrammeSessionFactory(
        programme=ProgrammeFactory(area=world.kent), number=3, group="parents"
    )
    ProgrammeLeadFactory(programme=meeting.programme, user=world.users["facilitator"])

    (one,) = seen(world).to_record

    assert one.what == "Meeting 3 of the programme (Parents)"


def test_a_case_on_hold_and_one_for_which_it_is_not_the_time_wait_apart(world):
    held = two_sided_case(world, hold_until=TODAY + DAY)
    later = two_sided_case(world)
    later.pairs.update(state="not_now", recontact_on=TODAY - DAY)
    bare = two_sided_case(world)
    bare.pairs.update(state="not_now")
    for case in (held, later, bare):
        ContactEntryFactory(participant=jessica_of(case), next_contact_on=TODAY - DAY)

    day = seen(world)

    assert said(day.overdue) == []
    assert (day.on_hold, day.put_off) == (1, 2)
    assert [(one.case, one.until) for one in day.waiting] == [
        (later, TODAY - DAY),
        (held, TODAY + DAY),
        (bare, None),
    ]
    text = " ".join(page(world).content.decode().split())
    assert "1 case is on hold. In 2 it is not the time now." in text
    assert "not now: ask again on 11 August 2026" in text


def test_a_pair_that_goes_on_beside_one_put_off_keeps_the_case_at_work(world, case):
    get_ready(case)
    case.pairs.update(state="willing")

    assert seen(world).waiting == []


def test_only_my_open_cases_are_on_my_day(world, case):
    other = two_sided_case(world, with_team=False)
    for one in (case, other):
        ContactEntryFactory(participant=jessica_of(one), next_contact_on=TODAY)

    assert [one.reference for one in seen(world).today] == [case.reference]
    assert seen(world, "coordinator").today == []
    case.workers.update(until_at=NOON)
    assert seen(world).today == []


def test_a_restricted_case_is_on_nobodys_day_unless_named(world, case):
    ContactEntryFactory(participant=jessica_of(case), next_contact_on=TODAY)
    case.is_restricted = True
    case.save()

    assert (seen(world).today, seen(world).cases) == ([], [])


def test_a_concern_raised_to_me_waits_at_the_top(world, case):
    concern = Concern.objects.create(
        area=world.kent,
        participant=jessica_of(case),
        raised_to=world.users["facilitator"],
        what="She is afraid to go home.",
        happened_at=NOON,
        recorded_at=NOON,
        recorded_by=world.users["colleague"],
    )

    text = page(world).content.decode()

    assert "Answer a concern about Jessica H." in text
    assert reverse("cases:concern", args=["kent", case.reference, concern.pk]) in text
    assert "She is afraid" not in text


def tell_of(case, who, world, at, **told):
    return case.timeline.create(
        area=world.kent,
        kind="case.released",
        happened_at=at,
        recorded_at=at,
        recorded_by=world.users[who],
        **told,
    )


def test_what_others_did_since_i_looked_is_new_and_what_i_did_is_not(world, case):
    tell_of(case, "colleague", world, NOON - HOUR)
    tell_of(case, "facilitator", world, NOON - HOUR)
    tell_of(case, "colleague", world, NOON - 2 * DAY)

    day = seen(world)

    assert [(one.reference, one.entry.title) for one in day.new] == [
        (case.reference, "Taken off hold")
    ]
    assert "Taken off hold" in page(world).content.decode()


def test_ten_new_things_are_shown_and_the_rest_is_counted(world, case):
    for _number in range(13):
        tell_of(case, "colleague", world, NOON - HOUR)

    day = seen(world)

    assert (len(day.new), day.more_new) == (10, 3)
    assert "3 more stand in the histories of your cases." in page(world).content.decode()


def test_that_somebody_saw_their_day_is_written_down(world):
    page(world)

    assert Event.objects.get(verb="day.viewed").actor_id == world.users["facilitator"].pk


def test_an_empty_day_says_what_will_stand_here(world):
    text = page(world).content.decode()

    assert "No case is yours yet." in text
    assert "0 things are overdue" in text


def test_thirty_cases_take_as_many_queries_as_one(world, count_queries):
    def fill():
        case = get_ready(two_sided_case(world))
        ContactEntryFactory(participant=jessica_of(case), next_contact_on=TODAY)
        SessionFactory(participant=daniel_of(case), attendance="planned", happened_at=NOON - HOUR)
        tell_of(case, "colleague", world, NOON - HOUR)
        held = two_sided_case(world, hold_until=TODAY)
        put_off = two_sided_case(world)
        put_off.pairs.update(state="not_now", recontact_on=TODAY)
        return held

    fill()
    actor = world.actor("facilitator")
    with count_queries() as few:
        my_day(actor, now=clock.now(), since=NOON - DAY)
    for _number in range(9):
        fill()
    with count_queries() as many:
        my_day(actor, now=clock.now(), since=NOON - DAY)

    assert len(few) == len(many) <= 20
