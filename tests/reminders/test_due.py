from datetime import date, timedelta

import pytest

from areas.actor import Actor
from cases.models import StageChange
from cases.stages import Stage, WorkerRole
from reminders.due import RISK_REVIEW, DueItem, milestone, risk_reviews
from tests.factories.cases import CaseWorkerFactory, ClearanceFactory
from tests.moments import NOON, TODAY
from tests.reminders.cases import case_due


def due(world):
    return risk_reviews(Actor.system(world.kent), TODAY)


def days(number):
    return timedelta(days=number)


def test_a_clearance_that_ends_within_a_week_is_due_for_the_lead(world):
    case = case_due(world, due=TODAY + days(7))
    CaseWorkerFactory(case=case, user=world.users["colleague"], role=WorkerRole.SECOND)

    assert due(world) == [
        DueItem(
            RISK_REVIEW,
            TODAY + days(7),
            case.pk,
            case.reference,
            (world.users["facilitator"].pk,),
        )
    ]


def test_without_a_lead_it_is_due_for_all_who_work_the_case_now(world):
    case = case_due(world, role=WorkerRole.SECOND)
    CaseWorkerFactory(case=case, user=world.users["colleague"], role=WorkerRole.LEAD, until_at=NOON)
    CaseWorkerFactory(case=case, user=world.users["supervisor"], role=WorkerRole.SUPERVISOR)

    assert [item.for_whom for item in due(world)] == [(world.users["facilitator"].pk,)]


def test_nobody_works_it_and_it_is_still_listed(world):
    case_due(world, user=None)

    assert [item.for_whom for item in due(world)] == [()]


@pytest.mark.parametrize(
    "values",
    [
        {"due": TODAY + days(8)},
        {"stage": Stage.CLOSED, "closed_on": TODAY},
        {"due": None, "stage": Stage.ASSESSMENT},
        {"due": None, "stage": Stage.OUTCOME},
    ],
)
def test_what_is_not_due(world, values):
    case_due(world, **values)

    assert due(world) == []


def test_a_hold_silences_no_review(world):
    case_due(world, hold_until=TODAY + days(30), hold_reason="Prison")

    assert [item.due_on for item in due(world)] == [TODAY]


@pytest.mark.parametrize("stage", [Stage.PREPARATION, Stage.CONFERENCE])
def test_a_case_that_goes_on_without_a_clearance_is_due_since_it_moved(world, stage):
    case = case_due(world, due=None, stage=stage)
    StageChange.objects.create(
        area=world.kent, case=case, target=stage, happened_at=NOON - days(3), recorded_at=NOON
    )

    assert [item.due_on for item in due(world)] == [TODAY - days(3)]


def test_a_clearance_that_was_ended_is_due_since_then(world):
    case = case_due(world, due=None)
    ClearanceFactory(case=case, ended_at=NOON - days(2), end_reason="defer")

    assert [item.due_on for item in due(world)] == [TODAY - days(2)]


def test_another_areas_cases_are_not_due_here(world):
    case_due(world, area=world.avon, user="neighbour")

    assert due(world) == []


@pytest.mark.slow
def test_one_query_whatever_the_number(world, count_queries):
    for _ in range(30):
        case_due(world)

    with count_queries() as queries:
        assert len(due(world)) == 30

    assert len(queries) == 1


@pytest.mark.parametrize(
    ("due_on", "today", "expected"),
    [
        (date(2026, 8, 19), date(2026, 8, 12), date(2026, 8, 12)),
        (date(2026, 8, 19), date(2026, 8, 18), date(2026, 8, 12)),
        (date(2026, 8, 12), date(2026, 8, 12), date(2026, 8, 12)),
        (date(2026, 8, 12), date(2026, 8, 16), date(2026, 8, 12)),
        (date(2026, 8, 12), date(2026, 8, 17), date(2026, 8, 17)),
        (date(2026, 8, 12), date(2026, 8, 23), date(2026, 8, 17)),
        (date(2026, 8, 12), date(2026, 8, 24), date(2026, 8, 24)),
        (date(2026, 8, 17), date(2026, 8, 17), date(2026, 8, 17)),
    ],
)
def test_one_is_told_a_week_before_on_the_day_and_each_monday_after(due_on, today, expected):
    assert milestone(due_on, today) == expected
