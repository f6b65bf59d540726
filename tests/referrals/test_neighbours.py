from datetime import date, timedelta

import pytest

from referrals.queries import NONE, Filters, Queue, neighbours
from tests.factories.referrals import FullReferralFactory, ReferralFactory
from tests.moments import NOON, TODAY


def beside(world, referral, queue=Queue.TO_TRIAGE, only=NONE):
    actor = world.actor("coordinator")
    return neighbours(referral, actor, queue, only=only, today=TODAY)


def walk(world, first, queue, only=NONE):
    """From the first to the last by next, and back by previous."""
    by_reference = {one.reference: one for one in type(first).objects.all()}
    found, back = [first], [first]
    while (after := beside(world, found[-1], queue, only)[1]) is not None:
        found.append(by_reference[after])
    back = [found[-1]]
    while (before := beside(world, back[-1], queue, only)[0]) is not None:
        back.append(by_reference[before])
    assert back == found[::-1]
    return found


def test_next_and_previous_walk_the_queue_to_triage_in_its_order(world):
    third = FullReferralFactory(area=world.kent, triage_due_on=date(2026, 8, 14))
    second = FullReferralFactory(area=world.kent, triage_due_on=date(2026, 8, 13))
    first = FullReferralFactory(
        area=world.kent,
        triage_due_on=date(2026, 8, 13),
        received_at=NOON - timedelta(hours=1),
    )
    FullReferralFactory(area=world.avon, triage_due_on=date(2026, 8, 13))
    FullReferralFactory(area=world.kent, status="waiting", triage_due_on=date(2026, 8, 13))

    assert walk(world, first, Queue.TO_TRIAGE) == [first, second, third]


@pytest.mark.parametrize("queue", [Queue.DECLINED, Queue.WAITING, Queue.ALL])
def test_ties_are_walked_too(world, queue):
    made = [
        ReferralFactory(
            area=world.kent,
            status="declined" if queue == Queue.ALL else queue.value,
            decision="r_age",
            decided_at=NOON - timedelta(days=n // 2),
            received_at=NOON - timedelta(days=n // 2),
        )
        for n in range(4)
    ]
    newest_first = sorted(made, key=lambda one: (-one.received_at.timestamp(), one.pk))
    oldest_first = sorted(made, key=lambda one: (one.received_at, one.pk))
    order = oldest_first if queue == Queue.WAITING else newest_first

    assert walk(world, order[0], queue) == order


def test_next_stays_inside_the_filter(world):
    first, _skipped, third = (
        FullReferralFactory(
            area=world.kent, triage_due_on=date(2026, 8, day), incident__flags=flags
        )
        for day, flags in ((12, ["da"]), (13, []), (14, ["da"]))
    )

    assert beside(world, first, only=Filters(flag="da")) == (None, third.reference)


def test_a_referral_that_left_the_queue_still_has_neighbours(world):
    first, gone, last = (
        FullReferralFactory(area=world.kent, triage_due_on=date(2026, 8, day), status=status)
        for day, status in ((12, "to_triage"), (13, "waiting"), (14, "to_triage"))
    )

    assert beside(world, gone) == (first.reference, last.reference)


def test_what_was_never_decided_has_no_place_among_the_declined(world):
    assert beside(world, ReferralFactory(area=world.kent), Queue.DECLINED) == (None, None)
