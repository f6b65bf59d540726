"""The inbox with 100,000 referrals in 43 areas, against the same page with 10,000.

The two cannot be measured side by side. So each try is taken in turns with a page that reads no
referrals: its time says how fast the machine was just then, and the inbox is counted in it.
"""

import re
import time
from statistics import median

import pytest
from django.db import connection
from django.urls import reverse

from areas.tenancy import in_area
from tests.benchmarks.quantity import key, multiply, say, settle
from tests.factories.areas import AreaFactory, AreaSettingsFactory
from tests.factories.cases import CaseFactory, CaseReferralFactory, CaseWorkerFactory
from tests.factories.referrals import IncidentFactory, ReferralFactory

AREAS, FEW, MANY = 43, 10_000, 100_000
TRIES = 30
WITHIN = 1.2

pytestmark = pytest.mark.django_db(transaction=True)

STATUS = (
    "(ARRAY['to_triage','to_triage','waiting','accepted','accepted','accepted','declined',"
    "'declined','declined','declined'])[1 + mod(n, 10)]"
)
DECIDED = "mod(n, 10) > 2"
OPEN = "mod(n, 10) = 3"


@pytest.fixture
def templates(world):
    """One referral of each area with its incident, its case and who works on it."""
    areas = [world.kent, world.avon, *AreaFactory.create_batch(AREAS - 2)]
    for area in areas[2:]:
        AreaSettingsFactory(area=area)
    rows = []
    for area in areas:
        with in_area(area.pk):
            case = CaseFactory(area=area)
            link = CaseReferralFactory(case=case, referral=ReferralFactory(area=area))
            worker = CaseWorkerFactory(case=case, user=world.users["facilitator"])
            rows.append((
                link.referral,
                IncidentFactory(referral=link.referral),
                case,
                link,
                worker,
            ))
    return rows


def fill(templates, first, last):
    """Number `first` to `last` in every area; three in ten are accepted, a third of these open."""
    for referral, incident, case, link, worker in templates:
        multiply(
            referral,
            (first, last),
            id=key("referral", referral),
            reference="'T-R26-' || n",
            status=STATUS,
            decision=f"CASE WHEN {DECIDED} THEN 'r_age' ELSE '' END",
            decided_at=f"CASE WHEN {DECIDED} THEN t.received_at - n * interval '1 minute' END",
            received_at="t.received_at - n * interval '1 hour'",
            triage_due_on="t.triage_due_on - (n / 24)::int",
        )
        multiply(
            incident,
            (first, last),
            id=key("incident", incident),
            referral_id=key("referral", referral),
        )
        multiply(
            case,
            (first, last),
            id=key("case", case),
            reference="'T-26-' || n",
            stage=f"CASE WHEN {OPEN} THEN 'assessment' ELSE 'closed' END",
            closed_on=f"CASE WHEN {OPEN} THEN NULL ELSE t.opened_at::date END",
        )
        multiply(
            link,
            (first, last),
            id=key("link", link),
            case_id=key("case", case),
            referral_id=key("referral", referral),
        )
        multiply(worker, (first, last), id=key("worker", worker), case_id=key("case", case))
    settle()


def seconds_of(client, page):
    begun = time.perf_counter()
    assert client.get(page).status_code == 200
    return time.perf_counter() - begun


def measured(count_queries, client, page):
    """The median of some tries: in seconds, and in the time of a page beside it that reads no
    referrals; and the statements of one.
    """
    client.get(page)
    with count_queries() as queries:
        answer = client.get(page)
    statements = [query["sql"] for query in queries.captured_queries]
    assert (answer.status_code, len(answer.context["rows"])) == (200, 25)
    beside = reverse("referrals:add", args=["kent"])
    seconds_of(client, beside)
    tries = [(seconds_of(client, page), seconds_of(client, beside)) for _ in range(TRIES)]
    seconds = median(took for took, _ in tries)
    return seconds, median(took / other for took, other in tries), statements


def plan_of(world, statement):
    """The nodes of the plan with their tables and indexes, without costs and row counts."""
    with in_area(world.kent.pk, world.users["coordinator"].pk), connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {statement}")
        lines = [line for (line,) in cursor.fetchall()]
    nodes = [line for line in lines if "cost=" in line]
    return [re.sub(r"\s*\(cost=.*", "", line).strip(" ->") for line in nodes]


def the_page_of_rows(statements):
    """The one statement that reads the 25 rows themselves."""
    (found,) = [one for one in statements if "LIMIT 25" in one]
    return found


def test_a_page_of_25_from_100_000_referrals_costs_what_it_costs_from_10_000(
    world, templates, count_queries
):
    page = reverse("referrals:inbox", args=["kent"])
    client = world.client("coordinator")

    fill(templates, 1, FEW // AREAS)
    few, weight_few, asked_few = measured(count_queries, client, page)
    plan_few = plan_of(world, the_page_of_rows(asked_few))
    fill(templates, FEW // AREAS + 1, MANY // AREAS)
    many, weight_many, asked_many = measured(count_queries, client, page)
    plan_many = plan_of(world, the_page_of_rows(asked_many))
    ratio = weight_many / weight_few

    say(
        "inbox",
        f"{len(asked_many)} queries; {few * 1000:.1f} ms at {FEW:,},"
        f" {many * 1000:.1f} ms at {MANY:,}; in times of the page beside it"
        f" {weight_few:.2f} and {weight_many:.2f}: {ratio:.2f}",
    )
    assert len(asked_many) == len(asked_few)
    assert plan_many == plan_few
    assert "Seq Scan on referrals_referral" not in plan_many
    assert any("referral_queue" in node for node in plan_many)
    assert ratio <= WITHIN
