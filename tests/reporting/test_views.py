from uuid import uuid4

import pytest
from django.urls import reverse

from audit.models import Event
from rjcase import clock
from tests.factories.cases import CaseFactory
from tests.factories.referrals import ReferralFactory
from tests.reporting.reports import PREPARED, draft, published
from tests.reporting.rows import FIRST, ClosureFactory


@pytest.fixture(autouse=True)
def mid_october():
    with clock.fixed_at(PREPARED):
        yield


def page(world, name, *args):
    return reverse(f"reporting:{name}", args=[world.kent.slug, *args])


def text_of(answer):
    return " ".join(answer.content.decode().split())


def viewed(verb):
    events = Event.objects.filter(verb=verb)
    return list(events.values_list("actor_id", "subject_type", "subject_id"))


# The service's own figures


@pytest.mark.parametrize("name", ["coordinator", "supervisor", "manager"])
def test_the_service_sees_its_figures_with_nothing_hidden(world, name):
    ReferralFactory(area=world.kent, received_at=FIRST)
    ClosureFactory(case=CaseFactory(area=world.kent))
    answer = world.client(name).get(page(world, "quarter", "2026-27-Q2"))
    assert answer.status_code == 200
    assert "Offender-led: 1;" in text_of(answer)
    assert "fewer than 5" not in text_of(answer)
    assert viewed("figures.viewed") == [
        (world.users[name].pk, "reporting.Quarter", "2026-27-Q2"),
    ]


def test_the_chart_stands_beside_its_table(world):
    answer = text_of(world.client("manager").get(page(world, "quarter", "2026-27-Q2")))
    assert 'role="img"' in answer
    assert "Show this chart as a table" in answer


def test_only_a_manager_is_offered_the_report(world):
    offered = {
        name: "Prepare the report"
        in text_of(world.client(name).get(page(world, "quarter", "2026-27-Q2")))
        for name in ("manager", "coordinator")
    }
    assert offered == {"manager": True, "coordinator": False}


def test_a_manager_sees_what_was_prepared(world):
    report = published(world)
    answer = text_of(world.client("manager").get(page(world, "quarter", "2026-27-Q2")))
    assert page(world, "report", report.pk) in answer
    assert "published 20 October 2026 at 3pm by Deputy" in answer


def test_the_menu_leads_to_the_running_quarter(world):
    answer = world.client("coordinator").get(page(world, "service"))
    assert answer["Location"] == page(world, "quarter", "2026-27-Q3")


def test_quarters_lead_to_one_another(world):
    answer = text_of(world.client("coordinator").get(page(world, "quarter", "2026-27-Q2")))
    assert page(world, "quarter", "2026-27-Q1") in answer
    assert page(world, "quarter", "2026-27-Q3") in answer
    running = text_of(world.client("coordinator").get(page(world, "quarter", "2026-27-Q3")))
    assert page(world, "quarter", "2026-27-Q4") not in running


@pytest.mark.parametrize("period", ["2026-27-Q5", "2026-28-Q1", "nonsense", "2026-27-Q4"])
def test_what_is_not_a_quarter_or_has_not_begun_is_not_found(world, period):
    assert world.client("manager").get(page(world, "quarter", period)).status_code == 404


def test_the_page_asks_as_much_of_a_full_area_as_of_an_empty_one(world, count_queries):
    client = world.client("manager")
    address = page(world, "quarter", "2026-27-Q2")
    ClosureFactory(case=CaseFactory(area=world.kent))
    client.get(address)
    with count_queries() as one:
        client.get(address)
    for _ in range(10):
        ClosureFactory(case=CaseFactory(area=world.kent))
        draft(world)
    with count_queries() as many:
        client.get(address)
    assert len(many) == len(one)


# Who may come in


PAGES = ("service", "published", "quarter", "prepare", "report", "pdf", "publish")


def address(world, name, report):
    argument = {"quarter": "2026-27-Q2", "prepare": "2026-27-Q2"}.get(name, report.pk)
    return page(world, name, *([] if name in {"service", "published"} else [argument]))


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["stranger", "neighbour"])
def test_strangers_and_members_of_another_area_find_nothing(world, name, who):
    assert world.client(who).get(address(world, name, draft(world))).status_code == 404


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        ("facilitator", set()),
        ("referrer", set()),
        ("coordinator", {"service", "quarter"}),
        ("supervisor", {"service", "quarter"}),
        ("manager", set(PAGES)),
        ("commissioner", {"published", "report", "pdf"}),
    ],
)
def test_each_role_opens_its_own_pages(world, who, allowed):
    report = published(world)
    client = world.client(who)
    codes = {name: client.get(address(world, name, report)).status_code for name in PAGES}
    assert {name for name, code in codes.items() if code != 403} == allowed
    assert set(codes.values()) <= {200, 302, 403}


@pytest.mark.parametrize("name", ["report", "pdf", "publish"])
def test_another_areas_report_is_not_found_through_ones_own_door(world, name):
    report = draft(world)
    own_door = reverse(f"reporting:{name}", args=[world.avon.slug, report.pk])
    assert world.client("neighbour").get(own_door).status_code == 404
    assert world.client("neighbour").post(own_door, {"form_key": uuid4()}).status_code in {404, 405}


@pytest.mark.parametrize("name", ["report", "pdf"])
def test_a_commissioner_does_not_find_a_draft(world, name):
    report = draft(world)
    assert world.client("commissioner").get(page(world, name, report.pk)).status_code == 404
