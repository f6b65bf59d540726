from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Event
from cases.actions import closing
from cases.actions.activity import ImpossibleDay
from cases.actions.closing import close_case, reopen_case
from cases.actions.stage import AlreadyMoved, StepRefused
from cases.models import Closure, StageChange
from cases.stages import ClosureReason, Stage
from tests.cases.made import MONTH, get_ready, jessica_of, two_sided_case
from tests.factories.cases import SessionFactory
from tests.factories.programmes import EnrolmentFactory
from tests.moments import NOON, TODAY

DAY = timedelta(days=1)
REASON = ClosureReason.NEEDS_MET


@pytest.fixture
def case(world):
    return get_ready(
        two_sided_case(world, hold_until=TODAY, hold_reason="asked"), stage=Stage.PREPARATION
    )


def close(case, world, *, who="facilitator", on=TODAY, **values):
    return close_case(case, reason=REASON, happened_on=on, by=world.actor(who), now=NOON, **values)


def test_closing_ends_the_places_on_programmes(case, world):
    place = EnrolmentFactory(participant=jessica_of(case))

    close(case, world)

    place.refresh_from_db()
    assert (place.left_on, place.completed) == (TODAY, False)


def test_closing_writes_the_closure_ends_pairs_and_cancels_what_was_planned(case, world):
    session = SessionFactory(participant=jessica_of(case), attendance="planned", minutes=None)

    row = close(case, world, note="She got what she needed.")

    case.refresh_from_db()
    session.refresh_from_db()
    assert (case.stage, case.closed_on, case.hold_until, case.hold_reason) == (
        "closed",
        TODAY,
        None,
        "",
    )
    assert (row.reason, row.stage, row.happened_on, row.note) == (
        "c_needs_met",
        "preparation",
        TODAY,
        "She got what she needed.",
    )
    assert list(case.pairs.values_list("state", flat=True)) == ["ended"]
    assert session.attendance == "cancelled"
    assert list(Event.objects.order_by("at").values_list("verb", flat=True)) == [
        "case.moved",
        "case.closed",
    ]
    assert Event.objects.get(verb="case.closed").detail == {
        "reason": "c_needs_met",
        "stage": "preparation",
        "cancelled": 1,
    }


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.CLOSED])
def test_a_case_is_closed_from_every_stage_and_opened_there_again(world, stage):
    case = get_ready(two_sided_case(world), stage=stage)
    close(case, world)

    reopened = reopen_case(case, reason="She rang.", by=world.actor("facilitator"), now=NOON + DAY)

    case.refresh_from_db()
    assert (reopened.stage, case.stage, case.closed_on) == (stage, stage, None)
    assert Closure.objects.get(case=case).reopened_at == NOON + DAY
    assert list(case.pairs.values_list("state", flat=True)) == ["willing"]
    assert StageChange.objects.get(case=case, source="closed").reason == "She rang."


def test_a_case_closed_on_an_earlier_day_says_so_in_its_history(case, world):
    close(case, world, on=TODAY - DAY)

    change = StageChange.objects.get(case=case)
    assert (change.happened_at, change.recorded_at) == (NOON - DAY, NOON)


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (TODAY + DAY, "The date must be today or in the past."),
        (
            TODAY - MONTH - DAY,
            "The date cannot be before 13 July 2026, when the referral came in.",
        ),
    ],
)
def test_an_impossible_day_is_refused(case, world, on, sentence):
    with pytest.raises(ImpossibleDay) as refused:
        close(case, world, on=on)

    assert str(refused.value) == sentence
    assert not Closure.objects.exists()


def test_a_case_is_not_closed_before_it_was_opened(world):
    case = two_sided_case(world, opened_at=NOON - DAY)

    with pytest.raises(ImpossibleDay) as refused:
        close(case, world, on=TODAY - 2 * DAY)

    assert str(refused.value) == (
        "The date cannot be before 11 August 2026, when the case was opened."
    )


def test_the_second_to_close_is_told_who_was_first(case, world):
    close(case, world)

    with pytest.raises(
        AlreadyMoved, match="Facilitator moved this case to “Closed” on 12 August 2026"
    ):
        close(case, world, who="colleague")

    assert Closure.objects.count() == 1


def test_a_supervisor_closes_nothing(case, world):
    with pytest.raises(PermissionDenied):
        close(case, world, who="supervisor")


def test_reopening_an_open_case_is_told(case, world):
    with pytest.raises(AlreadyMoved):
        reopen_case(case, reason="Again", by=world.actor("facilitator"), now=NOON)


def test_reopening_needs_a_reason(case, world):
    close(case, world)

    with pytest.raises(StepRefused, match="Say why the case is opened again."):
        reopen_case(case, reason=" ", by=world.actor("facilitator"), now=NOON)


def test_a_failure_after_the_write_leaves_the_case_open(case, world, monkeypatch):
    def broken(case):
        raise RuntimeError

    monkeypatch.setattr(closing, "refresh_pairs", broken)
    with pytest.raises(RuntimeError):
        close(case, world)

    case.refresh_from_db()
    assert (case.stage, Closure.objects.count(), Event.objects.count()) == ("preparation", 0, 0)
