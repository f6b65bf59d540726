from datetime import timedelta

import pytest
from django.urls import reverse

from cases.models import Restriction
from cases.queries.caseload import caseload, weight_of
from tests.cases.made import jessica_of, team, two_sided_case
from tests.factories.cases import CaseFactory, ContactEntryFactory, SessionFactory
from tests.moments import NOON, TODAY

DAY = timedelta(days=1)


def page(world, who="coordinator"):
    return world.client(who).get(reverse("cases:caseload", args=["kent"]))


def load(world, who="coordinator"):
    return caseload(world.actor(who), now=NOON)


def of(found, name):
    return next(one for one in found.loads if one.user.name == name)


@pytest.mark.parametrize(
    ("who", "status"),
    [("stranger", 404), ("neighbour", 404), ("facilitator", 403), ("supervisor", 403)],
)
def test_the_caseload_is_for_those_who_allocate(world, who, status):
    assert page(world, who).status_code == status


def test_each_worker_stands_with_what_they_have_in_hand(world, case):
    two_sided_case(world, is_sensitive=True, stage="preparation")
    ContactEntryFactory(participant=jessica_of(case), next_contact_on=TODAY - DAY)
    SessionFactory(participant=jessica_of(case), attendance="planned", happened_at=NOON - DAY)

    lead = of(load(world), "Facilitator")

    assert (lead.open, lead.weight, lead.new, lead.overdue, lead.to_record) == (2, 3, 2, 1, 1)
    assert lead.by_stage == [
        ("Assessment", 1),
        ("Preparation", 1),
        ("Conference", 0),
        ("Outcome", 0),
    ]
    assert of(load(world), "Colleague").weight == 1.5


@pytest.mark.parametrize(
    ("values", "role", "weight"),
    [
        ({}, "lead", 1),
        ({}, "second", 0.5),
        ({"is_sensitive": True}, "lead", 2),
        ({"is_sensitive": True, "risk_level": "high"}, "lead", 3),
        ({"risk_level": "medium"}, "lead", 1),
        ({"hold_until": TODAY}, "lead", 0.5),
        ({"hold_until": TODAY - DAY}, "lead", 1),
        ({"hold_until": TODAY}, "second", 0.25),
    ],
)
def test_a_case_weighs_by_a_simple_rule(values, role, weight):
    assert weight_of(CaseFactory.build(area=None, **values), role, TODAY) == weight


def test_who_has_nothing_stands_there_too(world):
    assert of(load(world), "Facilitator").open == 0


def test_a_supervisor_of_a_case_carries_no_load_of_it(world, case):
    case.workers.filter(role="second").update(role="supervisor")

    assert of(load(world), "Colleague").open == 0


@pytest.mark.parametrize(("days", "stands"), [(20, None), (21, False), (41, False), (42, True)])
def test_a_case_stands_still_after_three_weeks_and_urgently_after_six(world, days, stands):
    two_sided_case(world, last_activity_at=NOON - days * DAY)

    assert [one.is_urgent for one in load(world).still] == ([] if stands is None else [stands])


def test_that_it_stands_still_is_said_in_words(world):
    two_sided_case(world, last_activity_at=NOON - 50 * DAY)
    two_sided_case(world, last_activity_at=NOON - 30 * DAY)

    text = " ".join(page(world).content.decode().split())

    assert "Over six weeks" in text
    assert "50 days, since 23 June 2026" in text
    assert "Over three weeks" in text
    assert "Facilitator, Colleague" in text


def test_a_case_that_waits_does_not_stand_still(world):
    two_sided_case(world, last_activity_at=NOON - 50 * DAY, hold_until=TODAY)
    put_off = two_sided_case(world, last_activity_at=NOON - 50 * DAY)
    put_off.pairs.update(state="not_now")

    assert load(world).still == []


def test_what_nobody_has_is_listed_first(world):
    case = two_sided_case(world, with_team=False)

    assert load(world).unallocated == [case]
    assert reverse("cases:allocate", args=["kent", case.reference]) in page(world).content.decode()


def test_no_name_of_a_party_is_on_the_page(world, case):
    text = page(world).content.decode()

    assert case.reference in text
    assert not {"Jessica", "Daniel"} & set(text.split())


def test_a_restricted_case_is_a_number_and_nothing_more(world, case):
    case.is_restricted = True
    case.save()
    Restriction.objects.create(
        area=world.kent, case=case, reason="staff", recorded_at=NOON, recorded_by=None
    )

    found = load(world)

    assert (found.restricted, of(found, "Facilitator").open) == (1, 0)
    text = " ".join(page(world).content.decode().split())
    assert "1 more case is restricted and is not counted here." in text
    assert case.reference not in text


def test_another_areas_work_is_not_ours(world):
    two_sided_case(world, area=world.avon, last_activity_at=NOON - 50 * DAY)

    assert (load(world).still, load(world).unallocated) == ([], [])


def test_thirty_cases_take_as_many_queries_as_one(world, count_queries):
    def fill():
        case = two_sided_case(world, last_activity_at=NOON - 30 * DAY, with_team=False)
        team(case, world)
        ContactEntryFactory(participant=jessica_of(case), next_contact_on=TODAY - DAY)
        two_sided_case(world, with_team=False)

    fill()
    actor = world.actor("coordinator")
    with count_queries() as few:
        caseload(actor, now=NOON)
    for _number in range(14):
        fill()
    with count_queries() as many:
        caseload(actor, now=NOON)

    assert len(few) == len(many)
