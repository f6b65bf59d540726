from datetime import timedelta

import pytest
from django.db import transaction

from areas.actor import Actor
from areas.passing import kept_since
from areas.tenancy import in_area
from outbox.actions import BATCH, TRIES, Claim, backoff, begin, claim, do, put, sweep, work
from outbox.handlers import NobodyHandles, handler_of, message_id
from outbox.models import Entry
from tests.moments import NOON
from tests.outbox.conftest import Broken

LEASE = timedelta(seconds=60)
SINCE = kept_since(NOON)
A_SECOND = timedelta(seconds=1)


class Ticking:
    """A clock that moves on by some seconds each time somebody asks it."""

    def __init__(self, seconds):
        self.step, self.at = timedelta(seconds=seconds), NOON

    def __call__(self):
        self.at += self.step
        return self.at


def system(world):
    return Actor.system(world.kent)


def at(moment):
    return lambda: moment


def put_one(world, kind="test.note", **values):
    return put(kind, by=system(world), now=NOON, **values)


def work_kent(world, now=NOON):
    return work(world.kent, clock=at(now))


def test_an_entry_waits_until_it_is_due(world, done):
    put_one(world, due_at=NOON + timedelta(hours=1))

    assert (work_kent(world), done) == (0, [])
    assert work_kent(world, NOON + timedelta(hours=1)) == 1


def test_an_entry_is_done_once_in_its_own_area(world, done):
    entry = put_one(world, some="id")

    assert [work_kent(world), work_kent(world)] == [1, 0]

    assert done == [({"some": "id"}, "kent", NOON)]
    entry.refresh_from_db()
    assert (entry.done_at, entry.attempts, entry.last_error) == (NOON, 1, "")


def test_another_areas_entries_are_not_touched(world, done):
    with in_area(world.avon.pk):
        put("test.note", by=Actor.system(world.avon), now=NOON)

    assert (work_kent(world), done) == (0, [])


def test_the_same_key_is_put_once_for_a_kind(world, done):
    first = put_one(world, dedupe_key="a")

    assert first is not None
    assert put_one(world, dedupe_key="a") is None
    assert put_one(world, kind="test.broken", dedupe_key="a") is not None
    assert put_one(world, dedupe_key="b") is not None
    assert Entry.objects.count() == 3


def test_what_is_rolled_back_was_never_put(world, done):
    def put_and_fail():
        with transaction.atomic():
            put_one(world)
            raise Broken

    with pytest.raises(Broken):
        put_and_fail()

    assert Entry.objects.count() == 0


def test_a_claim_is_a_lease_on_a_batch_with_the_oldest_first(world):
    entries = [put_one(world, due_at=NOON - timedelta(minutes=n)) for n in range(BATCH + 1)]

    taken = claim(by=system(world), now=NOON)

    assert taken == Claim(tuple(entry.pk for entry in entries[:0:-1]), NOON + LEASE)
    assert claim(by=system(world), now=NOON).entries == (entries[0].pk,)
    assert claim(by=system(world), now=NOON + LEASE - timedelta(seconds=1)).entries == ()


def test_a_lapsed_lease_is_anybodys_again(world):
    put_one(world)
    claim(by=system(world), now=NOON)

    assert len(claim(by=system(world), now=NOON + LEASE).entries) == 1


def test_the_length_of_the_lease_is_a_setting(world, settings):
    settings.OUTBOX_LEASE_SECONDS = 2
    put_one(world)

    assert claim(by=system(world), now=NOON).until == NOON + timedelta(seconds=2)


def test_a_failure_is_written_down_undone_and_tried_again_later(world, done):
    entry = put_one(world, kind="test.broken")

    work_kent(world)

    entry.refresh_from_db()
    assert (entry.attempts, entry.last_error, entry.done_at, entry.dead_at) == (
        1,
        "Broken",
        None,
        None,
    )
    assert entry.lease_until == NOON + timedelta(minutes=1)
    assert Entry.objects.count() == 1
    assert work_kent(world, NOON + timedelta(seconds=59)) == 0


def test_a_failure_does_not_hold_up_the_others(world, done):
    put_one(world, kind="test.broken")
    put_one(world)

    work_kent(world)

    assert len(done) == 1


def test_after_eight_tries_it_is_dead_and_shown(world, done):
    entry = put_one(world, kind="test.broken")
    now = NOON

    for attempt in range(1, TRIES + 1):
        assert work_kent(world, now) == 1
        now += backoff(attempt)

    entry.refresh_from_db()
    assert (entry.attempts, entry.dead_at is not None) == (TRIES, True)
    assert work_kent(world, now + timedelta(days=1)) == 0
    assert list(Entry.objects.visible_to(system(world)).dead()) == [entry]


def test_a_success_after_a_failure_clears_the_error(world, done):
    entry = put_one(world, kind="test.broken")
    work_kent(world)
    Entry.objects.update(kind="test.note")

    work_kent(world, NOON + timedelta(minutes=1))

    entry.refresh_from_db()
    assert (entry.last_error, entry.attempts, entry.done_at is not None) == ("", 2, True)


def test_the_waits_double_up_to_four_hours():
    minutes = [backoff(attempt) // timedelta(minutes=1) for attempt in range(1, 11)]

    assert minutes == [1, 2, 4, 8, 16, 32, 64, 128, 240, 240]


def test_an_entry_that_kills_its_worker_is_given_up_too(world):
    entry = put_one(world)
    for turn in range(TRIES + 1):
        now = NOON + turn * LEASE
        taken = claim(by=system(world), now=now)
        mine = begin(entry.pk, until=taken.until, by=system(world), now=now)
        assert mine is (turn < TRIES)

    entry.refresh_from_db()
    assert (entry.attempts, entry.last_error, entry.dead_at) == (
        TRIES,
        "WorkerLost",
        NOON + TRIES * LEASE,
    )


def test_an_entry_that_somebody_else_claimed_meanwhile_is_not_begun(world):
    entry = put_one(world)
    ours = claim(by=system(world), now=NOON)
    claim(by=system(world), now=ours.until)

    assert begin(entry.pk, until=ours.until, by=system(world), now=ours.until) is False


def test_what_is_done_already_is_not_done_again(world, done):
    entry = put_one(world)
    work_kent(world)

    do(entry.pk, by=system(world), clock=at(NOON))

    assert len(done) == 1


def test_a_long_list_is_left_where_the_lease_ends_and_the_clock_is_asked_each_time(world, done):
    for _ in range(5):
        put_one(world)

    taken = work(world.kent, clock=Ticking(10))

    moments = [now for _, _, now in done]
    assert (taken, len(moments)) == (5, 2)
    assert moments == sorted(set(moments))
    assert Entry.objects.filter(attempts=0).count() == 3
    assert work_kent(world, NOON + timedelta(minutes=3)) == 3


def test_a_kind_that_nobody_handles_fails_and_stays(world):
    entry = put_one(world, kind="test.unknown")

    work_kent(world)

    entry.refresh_from_db()
    assert (entry.last_error, entry.done_at) == ("NobodyHandles", None)
    with pytest.raises(NobodyHandles, match=r"test\.unknown"):
        handler_of("test.unknown")


def test_the_message_id_is_the_entrys(world):
    entry = put_one(world)

    assert message_id(entry.pk) == f"<{entry.pk}@rjcase.invalid>"


@pytest.mark.parametrize("end", ["done_at", "dead_at"])
def test_what_was_finished_more_than_28_days_ago_goes_and_what_is_just_inside_stays(world, end):
    outside, inside = put_one(world), put_one(world)
    Entry.objects.filter(pk=outside.pk).update(**{end: SINCE - A_SECOND})
    Entry.objects.filter(pk=inside.pk).update(**{end: SINCE})

    assert [sweep(by=system(world), now=NOON) for _ in range(2)] == [1, 0]
    assert Entry.objects.get() == inside


def test_what_waits_is_never_swept_whatever_its_age(world):
    put_one(world, due_at=NOON + timedelta(days=1))
    put_one(world)
    claim(by=system(world), now=NOON)

    assert sweep(by=system(world), now=NOON + timedelta(days=365)) == 0
    assert Entry.objects.count() == 2


def test_another_areas_entries_are_not_swept(world):
    with in_area(world.avon.pk):
        put("test.note", by=Actor.system(world.avon), now=NOON)
        Entry.objects.update(done_at=SINCE - A_SECOND)

    assert sweep(by=system(world), now=NOON) == 0
    with in_area(world.avon.pk):
        assert Entry.objects.count() == 1
