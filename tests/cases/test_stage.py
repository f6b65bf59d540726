import threading
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from areas.actor import Actor
from areas.tenancy import in_area
from audit.models import Event
from cases.actions import stage
from cases.actions.stage import AlreadyMoved, StepRefused, move_case
from cases.models import Case, StageChange
from cases.stages import Stage
from rjcase import clock
from tests.cases.made import get_ready, two_sided_case
from tests.moments import NOON
from tests.world import make_world

LATER = NOON + timedelta(minutes=5)


@pytest.fixture
def case(world):
    return get_ready(two_sided_case(world))


def changes(case):
    return list(
        StageChange.objects.filter(case=case).values_list(
            "source", "target", "happened_at", "recorded_by__name"
        )
    )


def test_a_ready_case_moves_and_its_history_and_the_audit_say_so(case, world):
    actor = world.actor("facilitator")

    moved = move_case(case, to=Stage.PREPARATION, by=actor, now=LATER)

    case.refresh_from_db()
    assert (moved.stage, case.stage, case.last_activity_at) == ("preparation", "preparation", LATER)
    assert changes(case) == [("assessment", "preparation", LATER, "Facilitator")]
    event = Event.objects.get(verb="case.moved")
    assert (event.actor_id, event.subject_id, event.detail) == (
        actor.user_id,
        str(case.pk),
        {"source": "assessment", "target": "preparation"},
    )


def test_a_case_walks_from_assessment_to_outcome(case, world, monkeypatch):
    actor = world.actor("coordinator")
    case.conferences.create(
        area=case.area,
        form="conf",
        meeting="in_person",
        attendance="held",
        happened_at=NOON,
        recorded_at=NOON,
    )

    for to in (Stage.PREPARATION, Stage.CONFERENCE, Stage.OUTCOME):
        move_case(case, to=to, by=actor, now=LATER)

    case.refresh_from_db()
    assert case.stage == "outcome"


def test_what_is_missing_is_said_and_nothing_is_written(world):
    case = two_sided_case(world, with_team=False)

    with pytest.raises(StepRefused) as refused:
        move_case(case, to=Stage.PREPARATION, by=world.actor("coordinator"), now=LATER)

    assert str(refused.value).startswith(
        "Two facilitators must be allocated to the case. Tell Jessica H."
    )
    assert changes(case) == []
    assert not Event.objects.exists()


def test_a_case_that_was_moved_already_is_told_with_who_and_when(case, world):
    move_case(case, to=Stage.PREPARATION, by=world.actor("facilitator"), now=LATER)

    with pytest.raises(AlreadyMoved) as first:
        move_case(case, to=Stage.PREPARATION, by=world.actor("colleague"), now=LATER)

    assert str(first.value) == (
        "Facilitator moved this case to “Preparation” on 12 August 2026 at 12:05pm. "
        "Nothing was changed."
    )


def test_a_case_without_a_history_says_where_it_is(case, world):
    with pytest.raises(AlreadyMoved, match="This case is at “Assessment” now."):
        move_case(case, to=Stage.OUTCOME, by=world.actor("facilitator"), now=LATER)


@pytest.mark.parametrize("to", [Stage.CLOSED])
def test_closing_is_not_a_move(case, world, to):
    with pytest.raises(AlreadyMoved):
        move_case(case, to=to, by=world.actor("facilitator"), now=LATER)


def test_going_back_needs_a_reason_and_keeps_it(world):
    case = get_ready(two_sided_case(world), stage=Stage.CONFERENCE)
    actor = world.actor("facilitator")

    with pytest.raises(StepRefused, match="Say why the case goes back."):
        move_case(case, to=Stage.PREPARATION, by=actor, now=LATER, reason="  ")
    move_case(case, to=Stage.PREPARATION, by=actor, now=LATER, reason="She wants more time.")

    case.refresh_from_db()
    assert case.stage == "preparation"
    assert StageChange.objects.get(case=case).reason == "She wants more time."


def test_a_manager_goes_past_what_is_missing_with_a_reason_and_it_is_written_down(case, world):
    case.workers.all().delete()
    manager = world.actor("manager")

    with pytest.raises(StepRefused, match="Two facilitators must be allocated"):
        move_case(case, to=Stage.PREPARATION, by=manager, now=LATER, reason=" ")
    move_case(case, to=Stage.PREPARATION, by=manager, now=LATER, reason="One is on her way.")

    event = Event.objects.get(verb="case.moved")
    assert event.detail["passed"] == ["two_facilitators"]
    assert StageChange.objects.get(case=case).reason == "One is on her way."


@pytest.mark.parametrize("who", ["facilitator", "coordinator", "manager"])
def test_nobody_goes_past_what_is_for_others_to_give(world, who):
    case = get_ready(two_sided_case(world))
    case.pairs.update(state="open")

    with pytest.raises(StepRefused):
        move_case(case, to=Stage.PREPARATION, by=world.actor(who), now=LATER, reason="It must.")
    assert changes(case) == []


def test_a_supervisor_reads_and_does_not_move(case, world):
    with pytest.raises(PermissionDenied):
        move_case(case, to=Stage.PREPARATION, by=world.actor("supervisor"), now=LATER)


def test_another_areas_case_cannot_be_moved(world):
    case = two_sided_case(world, area=world.avon)

    with pytest.raises(Case.DoesNotExist):
        move_case(case, to=Stage.PREPARATION, by=world.actor("coordinator"), now=LATER)


def test_a_failure_after_the_write_leaves_nothing(case, world, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(stage, "tell", broken)
    with pytest.raises(RuntimeError):
        move_case(case, to=Stage.PREPARATION, by=world.actor("facilitator"), now=LATER)

    case.refresh_from_db()
    assert (case.stage, changes(case), Event.objects.count()) == ("assessment", [], 0)


@pytest.mark.django_db(transaction=True)
def test_ten_at_once_move_a_case_once():
    with in_area(None):
        world = make_world()
        case = get_ready(two_sided_case(world))
    area, user = world.kent, world.users["facilitator"]
    told, moved = [], []

    def press():
        try:
            with transaction.atomic(), in_area(None, user.pk):
                actor = Actor.entering(area.slug, user)
                with in_area(area.pk, user.pk):
                    moved.append(
                        move_case(case, to=Stage.PREPARATION, by=actor, now=clock.now()).pk
                    )
        except AlreadyMoved as first:
            told.append(str(first))
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with in_area(area.pk, user.pk):
        assert (moved, len(told)) == ([case.pk], 9)
        assert len(changes(case)) == 1
