from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from cases.models import Case
from cases.queries.worklist import ALL, risk_words, worklist
from tests.cases.made import two_sided_case
from tests.factories.cases import CaseFactory, RestrictionFactory
from tests.moments import NOON, TODAY

DAY = timedelta(days=1)


def listed(client, **filters):
    page = client.get(reverse("cases:list", args=["kent"]), filters)
    assert page.status_code == 200
    return [case.reference for case, _risk in page.context["rows"]]


@pytest.mark.parametrize(
    ("who", "status"), [("stranger", 404), ("neighbour", 404), ("commissioner", 403)]
)
def test_the_list_is_for_those_who_see_cases(world, who, status):
    assert world.client(who).get(reverse("cases:list", args=["kent"])).status_code == status


def test_a_coordinator_sees_the_areas_cases_and_a_facilitator_their_own(world):
    mine = two_sided_case(world, last_activity_at=NOON)
    other = two_sided_case(world, with_team=False, last_activity_at=NOON - DAY)
    two_sided_case(world, area=world.avon)

    assert listed(world.client("coordinator")) == [mine.reference, other.reference]
    assert listed(world.client("facilitator")) == [mine.reference]


def test_the_latest_activity_comes_first(world):
    old = CaseFactory(area=world.kent, last_activity_at=NOON - DAY)
    new = CaseFactory(area=world.kent, last_activity_at=NOON)

    assert listed(world.client("supervisor")) == [new.reference, old.reference]


def test_the_filters_stand_in_the_address(world):
    open_case = CaseFactory(area=world.kent)
    held = CaseFactory(area=world.kent, hold_until=TODAY, last_activity_at=NOON - DAY)
    CaseFactory(
        area=world.kent, hold_until=TODAY - DAY, stage="outcome", last_activity_at=NOON - 2 * DAY
    )
    closed = CaseFactory(
        area=world.kent, stage="closed", closed_on=TODAY, last_activity_at=NOON - 3 * DAY
    )
    client = world.client("coordinator")

    assert len(listed(client)) == 3
    assert listed(client, stage="closed") == [closed.reference]
    assert len(listed(client, stage="all")) == 4
    assert listed(client, on_hold="1") == [held.reference]
    assert listed(client, stage="assessment") == [open_case.reference, held.reference]
    assert listed(client, mine="1") == []
    assert len(listed(client, stage="nonsense", page="99")) == 3


def test_a_coordinator_who_also_facilitates_sees_only_theirs(world):
    CaseFactory(area=world.kent)
    mine = two_sided_case(world)
    mine.workers.filter(role="second").update(user=world.users["coordinator"])

    assert listed(world.client("coordinator"), mine="1") == [mine.reference]


def test_the_lead_is_named_and_nobody_else(world):
    two_sided_case(world)

    text = world.client("coordinator").get(reverse("cases:list", args=["kent"])).content.decode()

    assert "Facilitator" in text
    assert "Jessica" not in text
    assert "Daniel" not in text


def test_a_facilitator_enters_a_referral_from_here_and_a_coordinator_from_the_inbox(world):
    cases, there = reverse("cases:list", args=["kent"]), reverse("referrals:add", args=["kent"])

    assert there in world.client("facilitator").get(cases).content.decode()
    assert there not in world.client("coordinator").get(cases).content.decode()


def test_an_empty_list_says_what_will_be_there(world):
    client = world.client("coordinator")

    assert (
        "A case opens when a referral is accepted."
        in client.get(reverse("cases:list", args=["kent"])).content.decode()
    )
    assert (
        "Show all open cases"
        in client.get(reverse("cases:list", args=["kent"]), {"stage": "closed"}).content.decode()
    )


def test_one_case_and_thirty_take_as_many_queries(world, count_queries):
    client, page = world.client("facilitator"), reverse("cases:list", args=["kent"])
    two_sided_case(world)
    client.get(page)
    with count_queries() as few:
        client.get(page)
    for _number in range(29):
        two_sided_case(world)
    with count_queries() as many:
        second = client.get(page)

    assert (len(many), len(second.context["rows"])) == (len(few), 25)
    assert len(few) <= 20


@pytest.mark.parametrize(
    ("until", "stage", "text", "late"),
    [
        (None, "assessment", "Not signed off yet", False),
        (TODAY, "assessment", "Review due 12 August 2026 (today)", False),
        (TODAY - 5 * DAY, "outcome", "Review due 7 August 2026 (5 days late)", True),
        (TODAY - 5 * DAY, "closed", "Closed", False),
    ],
)
def test_the_risk_stands_in_words(until, stage, text, late):
    risk = risk_words(Case(risk_cleared_until=until, stage=stage), TODAY)

    assert (risk.text, risk.is_late) == (text, late)


def test_the_index_gives_the_latest_cases_in_their_order(world):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute("SET LOCAL enable_seqscan = off")

    plan = worklist(world.actor("coordinator"), today=TODAY, stage=ALL)[:25].explain()

    assert "Index Scan using case_latest" in plan


def test_restricted_cases_are_a_number_to_those_who_see_all_and_nothing_to_others(world):
    RestrictionFactory(case=CaseFactory(area=world.kent, is_restricted=True))
    RestrictionFactory(case=CaseFactory(area=world.kent, is_restricted=True))

    pages = {
        who: world.client(who).get(reverse("cases:list", args=["kent"])).content.decode()
        for who in ("coordinator", "facilitator")
    }

    assert "2 more are restricted." in pages["coordinator"]
    assert "restricted" not in pages["facilitator"]
