"""A case's page and its history with 1,000,000 lines of history in the table, against 10,000."""

import re
import time
from statistics import median

import pytest
from django.db import connection
from django.urls import reverse

from areas.tenancy import in_area
from tests.benchmarks.quantity import analyse, key, multiply, say
from tests.cases.made import jessica_of, two_sided_case
from tests.factories.areas import AreaFactory, AreaSettingsFactory
from tests.factories.cases import CaseFactory, TimelineEntryFactory

AREAS, CASES = 43, 200
FEW, MANY = 10_000, 1_000_000
OWN = 60
LINES = 117
"""Of one case, at either size: 43 areas of 199 cases make the million."""
TRIES = 25
WITHIN = 1.2
SLACK_SECONDS = 0.004
"""Less than a scheduler's tick on a shared core: differences below it are not of the page."""

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def case(world):
    """The case whose page is opened: two people and sixty lines of history."""
    with in_area(world.kent.pk):
        found = two_sided_case(world)
        for _number in range(OWN):
            TimelineEntryFactory(case=found, participant=jessica_of(found))
    return found


@pytest.fixture
def others(world):
    """One line of history of one case in every area, with `CASES` cases beside it."""
    areas = [world.kent, world.avon, *AreaFactory.create_batch(AREAS - 2)]
    for area in areas[2:]:
        AreaSettingsFactory(area=area)
    lines = []
    for area in areas:
        with in_area(area.pk):
            one = CaseFactory(area=area)
            lines.append(TimelineEntryFactory(case=one))
        multiply(one, (0, CASES - 1), id=key("case", one), reference="'T-26-' || n")
    return lines


def fill(lines, first, last):
    """Number `first` to `last` in every area, case after case, spread over the minutes."""
    for line in lines:
        multiply(
            line,
            (first, last),
            id=key("line", line),
            case_id=f"md5('case{line.area_id}' || n / {LINES})::uuid",
            happened_at="t.happened_at - n * interval '7 minutes'",
        )
    analyse()


def measured(count_queries, client, page):
    """The median of some tries in seconds, and the statements of one."""
    client.get(page)
    with count_queries() as queries:
        answer = client.get(page)
    statements = [query["sql"] for query in queries.captured_queries]
    assert answer.status_code == 200
    times = []
    for _ in range(TRIES):
        begun = time.perf_counter()
        client.get(page)
        times.append(time.perf_counter() - begun)
    return median(times), statements


def plan_of(world, statements):
    """The nodes of the plan of the one statement that reads the history's own lines."""
    (statement,) = [
        one
        for one in statements
        if 'FROM "cases_timelineentry"' in one and "ORDER BY" in one and "LIMIT" in one
    ]
    with in_area(world.kent.pk, world.users["facilitator"].pk), connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {statement}")
        lines = [line for (line,) in cursor.fetchall()]
    nodes = [line for line in lines if "cost=" in line]
    return [re.sub(r"\s*\(cost=.*", "", line).strip(" ->") for line in nodes]


@pytest.mark.parametrize("name", ["detail", "history"])
def test_a_million_lines_of_history_cost_a_case_nothing(world, case, others, count_queries, name):
    page = reverse(f"cases:{name}", args=["kent", case.reference])
    client = world.client("facilitator")

    fill(others, 1, FEW // AREAS)
    few, asked_few = measured(count_queries, client, page)
    plan_few = plan_of(world, asked_few)
    fill(others, FEW // AREAS + 1, MANY // AREAS)
    many, asked_many = measured(count_queries, client, page)
    plan_many = plan_of(world, asked_many)

    say(
        f"case {name}",
        f"{len(asked_many)} statements; {few * 1000:.1f} ms at {FEW:,} lines,"
        f" {many * 1000:.1f} ms at {MANY:,}: {many / few:.2f}",
    )
    assert len(asked_many) == len(asked_few)
    for plan in (plan_few, plan_many):
        assert any("timeline_latest" in node for node in plan), plan
        assert "Seq Scan on cases_timelineentry" not in plan
    assert many <= few * WITHIN + SLACK_SECONDS
