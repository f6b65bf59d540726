from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Event
from cases.actions import clearance
from cases.actions.clearance import clear_risk, end_clearances
from cases.models import Clearance
from cases.stages import RiskLevel, RiskLook
from tests.factories.cases import ClearanceFactory
from tests.moments import NOON, TODAY

WEEK = timedelta(days=7)


def clear(case, world, *, until=TODAY + WEEK, level=RiskLevel.MEDIUM, who="supervisor", **more):
    return clear_risk(
        case,
        level=level,
        until=until,
        conditions="Two facilitators.",
        happened_on=TODAY,
        by=world.actor(who),
        now=NOON,
        **more,
    )


def cached(case):
    case.refresh_from_db()
    return case.risk_level, case.risk_cleared_until


def test_a_clearance_is_a_row_and_a_cached_day(case, world):
    row = clear(case, world)

    assert (row.level, row.conditions, row.until) == ("medium", "Two facilitators.", TODAY + WEEK)
    assert cached(case) == ("medium", TODAY + WEEK)
    assert Event.objects.get().detail == {"level": "medium", "until": "2026-08-19"}


def test_a_new_clearance_supersedes_the_one_before(case, world):
    first = clear(case, world)
    clear(case, world, until=TODAY + 2 * WEEK, level=RiskLevel.LOW)

    first.refresh_from_db()
    assert (first.ended_at, first.end_reason) == (NOON, "superseded")
    assert cached(case) == ("low", TODAY + 2 * WEEK)


def test_the_earliest_day_and_the_highest_level_of_all_count(case, world):
    ClearanceFactory(case=case, pair=case.pairs.get(), level=RiskLevel.HIGH, until=TODAY)

    clear(case, world, until=TODAY + WEEK)

    assert cached(case) == ("high", TODAY)


def test_a_review_is_of_the_same_kind_as_what_it_reviews(case, world):
    clear(case, world, look=RiskLook.FIRST)
    assert (clear(case, world).look, case.risk_second_on) == ("first", None)

    clear(case, world, look=RiskLook.SECOND)
    review = clear(case, world)

    case.refresh_from_db()
    assert (review.look, case.risk_second_on) == ("second", TODAY)
    end_clearances(case, why="stopped", by=world.actor("facilitator"), now=NOON)
    case.refresh_from_db()
    assert case.risk_second_on is None


def test_the_end_of_all_leaves_the_case_without_one(case, world):
    clear(case, world)

    end_clearances(case, why="stopped", by=world.actor("facilitator"), now=NOON)

    assert cached(case) == ("", None)
    assert list(Clearance.objects.values_list("ended_at", "end_reason")) == [(NOON, "stopped")]
    assert Event.objects.get(verb="case.risk_clearance_ended").detail == {"why": "stopped"}


def test_a_facilitator_clears_no_risk(case, world):
    with pytest.raises(PermissionDenied):
        clear(case, world, who="facilitator")


def test_a_failure_after_the_write_leaves_nothing(case, world, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(clearance, "tell", broken)
    with pytest.raises(RuntimeError):
        clear(case, world)

    assert (cached(case), Clearance.objects.count(), Event.objects.count()) == (("", None), 0, 0)
