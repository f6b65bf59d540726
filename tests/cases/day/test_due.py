"""What is due whether a case waits or not, and what is due no more."""

from datetime import timedelta

import pytest

from areas.models import AreaSettings
from cases.models import Case
from cases.queries.contacts import next_contacts
from cases.queries.due import due_items
from tests.cases.made import daniel_of, jessica_of
from tests.factories.cases import ConsentFactory, ContactEntryFactory, SessionFactory
from tests.factories.custody import AccessRequestFactory, CourtOrderFactory, KeyDateFactory
from tests.moments import NOON, TODAY

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


@pytest.fixture
def case(case):
    """Both have been reached."""
    case.participants.update(status="contacted")
    return case


def due(case, actor, until=TODAY + WEEK):
    rows = due_items(Case.objects.filter(pk=case.pk), actor, today=TODAY, until=until)
    return [(one.what, one.on, one.page) for one in rows]


def coming_from_outside(case):
    daniel = daniel_of(case)
    KeyDateFactory(participant=daniel, on=TODAY + 3 * DAY)
    KeyDateFactory(participant=daniel, kind="parole", on=TODAY + 5 * 30 * DAY)
    CourtOrderFactory(against=daniel, until_on=TODAY + 5 * DAY)
    AccessRequestFactory(participant=daniel, chase_on=TODAY)
    ContactEntryFactory(participant=daniel, next_contact_on=TODAY)
    Case.objects.filter(pk=case.pk).update(risk_cleared_until=TODAY - DAY)


@pytest.mark.parametrize("waits", ["hold", "not_now"])
def test_what_comes_from_outside_is_due_also_while_the_case_waits(case, actor, waits):
    coming_from_outside(case)
    if waits == "hold":
        Case.objects.filter(pk=case.pk).update(hold_until=TODAY + 90 * DAY)
    else:
        case.pairs.update(state="not_now")

    assert due(case, actor) == [
        ("Review the risk", TODAY - DAY, "risk:add"),
        ("Ask the prison again to let you see Daniel R.", TODAY, "cases:access_chase"),
        ("Parole hearing: Daniel R., 9 January 2027", TODAY, "cases:key_date_note"),
        ("Release: Daniel R.", TODAY + 3 * DAY, "cases:custody"),
        ("Restraining order ends: Daniel R.", TODAY + 5 * DAY, "cases:custody"),
    ]


def not_contacted(case, **values):
    case.participants.exclude(pk=daniel_of(case).pk).update(status="not_contacted", **values)


FIRST = "Contact Jessica H. for the first time"


def test_whoever_nobody_has_tried_to_reach_is_due_five_working_days_after_the_allocation(
    case, actor
):
    not_contacted(case)

    assert due(case, actor, until=TODAY + 6 * DAY) == []
    assert due(case, actor) == [(FIRST, TODAY + WEEK, "cases:contact_add")]


def test_the_days_are_those_of_the_area_from_the_day_in_london(case, actor):
    not_contacted(case)
    AreaSettings.objects.update(first_contact_days=2)
    case.workers.filter(role="lead").update(
        from_at=NOON - 2 * DAY - timedelta(hours=12, minutes=30)
    )
    case.participants.update(recorded_at=NOON - 30 * DAY)

    assert due(case, actor) == [(FIRST, TODAY - DAY, "cases:contact_add")]


def test_who_came_later_has_as_many_days(case, actor):
    not_contacted(case)
    case.workers.update(from_at=NOON - 30 * DAY)

    assert due(case, actor) == [(FIRST, TODAY + WEEK, "cases:contact_add")]


@pytest.mark.parametrize("why", ["never", "contacts_us", "supporter", "nobody", "hold"])
def test_nobody_is_to_be_contacted_first_who_may_not_be_or_whose_case_nobody_has(case, actor, why):
    not_contacted(case)
    jessica = jessica_of(case)
    if why == "nobody":
        case.workers.update(until_at=NOON)
    elif why == "hold":
        Case.objects.filter(pk=case.pk).update(hold_until=TODAY)
    elif why == "contacts_us":
        jessica.person.contacts_us = True
        jessica.person.save()
    else:
        changed = {"may_contact": "no"} if why == "never" else {"role": "supporter"}
        case.participants.filter(pk=jessica.pk).update(**changed)

    assert due(case, actor) == []


@pytest.mark.parametrize(
    ("attendance", "after", "is_due"),
    [("held", DAY, False), ("held", -DAY, True), ("not_attended", DAY, True)],
)
def test_a_session_that_was_held_is_the_contact_that_was_due(
    case, actor, attendance, after, is_due
):
    jessica, at = jessica_of(case), NOON - WEEK
    ContactEntryFactory(participant=jessica, happened_at=at, next_contact_on=TODAY)
    SessionFactory(participant=jessica, attendance=attendance, happened_at=at + after)

    assert bool(due(case, actor)) is is_due
    assert bool(next_contacts(case, [jessica], actor)) is is_due


def test_what_was_logged_by_mistake_is_not_due(case, actor):
    jessica = jessica_of(case)
    ContactEntryFactory(participant=jessica, happened_at=NOON - DAY, next_contact_on=TODAY)
    ContactEntryFactory(participant=jessica, mistaken_at=NOON, next_contact_on=TODAY + DAY)

    assert due(case, actor) == [("Contact Jessica H.", TODAY, "cases:contact_add")]


@pytest.mark.parametrize(
    ("values", "what"),
    [
        ({"status": "considering"}, "Ask Jessica H. again, who is thinking about it"),
        (
            {"status": "declined", "reason": "h_too_soon"},
            "Ask Jessica H. again, for whom it was too soon",
        ),
        ({"status": "contacted"}, "Contact Jessica H. again, as was agreed"),
        ({"status": "declined", "reason": "h_notint"}, None),
        ({"status": "withdrew"}, None),
        ({"status": "considering", "may_contact": "no"}, None),
    ],
)
def test_who_may_be_asked_again_is_due_on_the_day(case, actor, values, what):
    case.participants.filter(pk=jessica_of(case).pk).update(recontact_on=TODAY, **values)

    assert due(case, actor) == ([(what, TODAY, "cases:participant")] if what else [])
    if values["status"] != "withdrew":
        assert bool(next_contacts(case, [jessica_of(case)], actor)) is bool(what)


@pytest.mark.parametrize(("then", "is_due"), [(None, True), ("signed", False)])
def test_a_consent_that_was_said_is_to_be_signed_after_a_fortnight(case, actor, then, is_due):
    jessica, said_on = jessica_of(case), TODAY - 15 * DAY
    ConsentFactory(participant=jessica, method="verbal", happened_on=said_on)
    if then:
        ConsentFactory(participant=jessica, method=then, happened_on=TODAY - DAY)

    what = "Have Jessica H. sign the consent that they gave"
    expected = [(what, TODAY - DAY, "cases:consent_add")] if is_due else []
    assert due(case, actor) == expected
