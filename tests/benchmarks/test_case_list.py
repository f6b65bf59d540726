from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from areas.tenancy import in_area
from cases.models import Case, CaseWorker
from cases.stages import WorkerRole
from rjcase.database.owner import as_owner
from tests.architecture.belts import furnish
from tests.moments import NOON

CASES = 10_000
NEIGHBOURS = 2 * CASES
MINE = 40
LIST_QUERIES = 13
PAGE_QUERIES = 20
INDEXED = {"cases_case"}

pytestmark = pytest.mark.django_db(transaction=True)


def fill(area, count):
    rows = [
        Case(
            area=area,
            reference=f"{area.code}-26-{number:05d}",
            label="Robbery, August 2026",
            opened_at=NOON,
            last_activity_at=NOON - timedelta(minutes=number),
            recorded_at=NOON,
            risk_level="medium",
            risk_cleared_until=NOON.date() + timedelta(days=number % 90),
        )
        for number in range(count)
    ]
    with in_area(area.pk):
        return Case.objects.bulk_create(rows, batch_size=2_000)


def give(cases, user):
    rows = [
        CaseWorker(
            area_id=case.area_id,
            case=case,
            user=user,
            role=WorkerRole.LEAD,
            from_at=NOON,
            recorded_at=NOON,
        )
        for case in cases
    ]
    with in_area(cases[0].area_id):
        CaseWorker.objects.bulk_create(rows)


def analyse():
    with as_owner(connection), connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@pytest.fixture
def kent(world):
    """Ten thousand cases in Kent and four times as many beside it, as in the fifth largest area of
    a few.
    """
    own = furnish(world.kent, world.users["deputy"])
    cases = fill(world.kent, CASES)
    fill(world.avon, NEIGHBOURS)
    give(cases[:: CASES // MINE], world.users["facilitator"])
    analyse()
    return own


def asked(count_queries, client, path):
    client.get(path)
    with count_queries() as queries:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in queries.captured_queries]


def plans(world, who, statements):
    """What PostgreSQL would do for each SELECT, as the application's role, inside the area."""
    found = []
    with in_area(world.kent.pk, world.users[who].pk), connection.cursor() as cursor:
        for statement in statements:
            if statement.startswith("SELECT") and "FOR UPDATE" not in statement:
                cursor.execute(f"EXPLAIN {statement}")
                found.append("\n".join(line for (line,) in cursor.fetchall()))
    return found


def scanned(plans):
    return {table for table in INDEXED for plan in plans if f"Seq Scan on {table} " in plan}


def test_ten_thousand_cases_are_listed_as_cheaply_as_few(world, kent, count_queries):
    page = reverse("cases:list", args=["kent"])
    few = asked(count_queries, world.client("facilitator"), page)
    many = asked(count_queries, world.client("coordinator"), page)
    last = asked(count_queries, world.client("coordinator"), f"{page}?page=300")

    assert {len(few), len(many), len(last)} == {len(many)}
    assert len(many) <= LIST_QUERIES
    assert scanned(plans(world, "coordinator", many)) == set()
    assert scanned(plans(world, "coordinator", last)) == set()
    assert scanned(plans(world, "facilitator", few)) == set()


def test_a_case_is_opened_with_few_queries_and_by_its_index(world, kent, count_queries):
    full = reverse("cases:detail", args=["kent", kent.values["reference"][1]])
    bare = reverse("cases:detail", args=["kent", "KNT-26-04321"])
    asked_full = asked(count_queries, world.client("coordinator"), full)
    asked_bare = asked(count_queries, world.client("coordinator"), bare)

    assert max(len(asked_full), len(asked_bare)) <= PAGE_QUERIES
    assert scanned(plans(world, "coordinator", asked_full)) == set()


def test_the_proof_can_fail(world, kent):
    slow = "SELECT * FROM cases_case WHERE label LIKE '%y'"

    assert scanned(plans(world, "coordinator", [slow])) <= {"cases_case"}
    with in_area(world.kent.pk), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_indexscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute("SET LOCAL enable_indexonlyscan = off")
        cursor.execute(f"EXPLAIN {slow}")
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert scanned([plan]) == {"cases_case"}
