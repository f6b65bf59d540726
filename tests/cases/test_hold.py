from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from areas.scoping import Stale
from audit.models import Event
from cases.actions import hold
from cases.actions.activity import CaseClosed
from cases.actions.hold import HoldRefused, hold_case, release_case
from cases.stages import HoldReason
from tests.cases.made import two_sided_case
from tests.moments import NOON, TODAY

DAY = timedelta(days=1)


def put(case, world, *, until=TODAY + DAY, **values):
    return hold_case(
        case,
        until=until,
        reason=HoldReason.ASKED,
        by=world.actor("facilitator"),
        now=NOON,
        **values,
    )


def test_a_case_is_put_on_hold_and_taken_off(case, world):
    put(case, world, version=1)
    case.refresh_from_db()
    assert (case.hold_until, case.hold_reason, case.version) == (TODAY + DAY, "asked", 2)

    release_case(case, by=world.actor("colleague"), now=NOON, version=2)
    case.refresh_from_db()
    assert (case.hold_until, case.hold_reason, case.last_activity_at) == (None, "", NOON)
    assert sorted(Event.objects.values_list("verb", flat=True)) == ["case.held", "case.released"]


def test_a_hold_ends_in_the_future(case, world):
    with pytest.raises(HoldRefused, match="Choose a day in the future."):
        put(case, world, until=TODAY)


def test_the_second_to_change_the_hold_is_told(case, world):
    put(case, world, version=1)

    with pytest.raises(Stale):
        put(case, world, until=TODAY + 2 * DAY, version=1)
    with pytest.raises(Stale):
        release_case(case, by=world.actor("colleague"), now=NOON, version=1)

    case.refresh_from_db()
    assert case.hold_until == TODAY + DAY


def test_a_case_that_is_not_on_hold_is_not_released(case, world):
    with pytest.raises(HoldRefused, match="This case is not on hold any more."):
        release_case(case, by=world.actor("facilitator"), now=NOON)


def test_a_closed_case_is_not_held(world):
    case = two_sided_case(world, stage="closed", closed_on=TODAY)

    with pytest.raises(CaseClosed, match="This case is closed. Open it again to go on."):
        put(case, world)


def test_a_supervisor_holds_nothing(case, world):
    with pytest.raises(PermissionDenied):
        hold_case(
            case, until=TODAY + DAY, reason=HoldReason.RISK, by=world.actor("supervisor"), now=NOON
        )


def test_a_failure_after_the_write_leaves_the_case_as_it_was(case, world, monkeypatch):
    def broken(*told, **codes):
        raise RuntimeError

    monkeypatch.setattr(hold, "tell", broken)
    with pytest.raises(RuntimeError):
        put(case, world)

    case.refresh_from_db()
    assert (case.hold_until, Event.objects.count()) == (None, 0)
