from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from areas.actor import Actor
from areas.tenancy import in_area
from outbox.actions import work
from outbox.models import Entry
from referrals.actions import lists
from referrals.models import ListRow, Referral, ReferralList
from rjcase import clock
from tests.moments import NOON
from tests.referrals.lists.files import line
from tests.referrals.lists.made import started

pytestmark = pytest.mark.slow


@pytest.fixture
def small_batches(monkeypatch):
    monkeypatch.setattr("referrals.actions.lists.run.BATCH", 3)


def in_kent(world, act):
    with in_area(world.kent.pk):
        return act()


def at_once(world, count, act):
    """The same act by so many threads, each on its own connection; what each of them got."""
    together = Barrier(count)

    def one(number):
        together.wait()
        try:
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(one, range(count)))


def test_two_who_import_the_same_file_at_once_make_each_referral_once(
    transactional_db, world, small_batches
):
    rows = [line(number) for number in range(10)]
    with in_area(world.kent.pk):
        keys = [started(world, *rows).pk for _ in range(2)]

    def run(number):
        system = Actor.system(world.kent)
        more = True
        while more:
            with in_area(world.kent.pk):
                more = lists.import_batch(keys[number], by=system, now=NOON)

    at_once(world, 2, run)

    with in_area(world.kent.pk):
        assert Referral.objects.count() == 10
        assert ListRow.objects.filter(was_there=True).count() == 10
        assert set(ReferralList.objects.values_list("state", flat=True)) == {"done"}
        references = ListRow.objects.values_list("token", "referral_id")
        assert len(set(references)) == 10


def test_two_workers_at_one_list_take_turns(transactional_db, world, small_batches):
    with in_area(world.kent.pk):
        key = started(world, *map(line, range(10))).pk

    def run(_number):
        with in_area(world.kent.pk):
            return lists.import_batch(key, by=Actor.system(world.kent), now=NOON)

    assert at_once(world, 3, run) == [True, True, True]
    with in_area(world.kent.pk):
        assert Referral.objects.count() == 9


def test_the_worker_does_a_list_batch_by_batch_and_ends(transactional_db, world, small_batches):
    with in_area(world.kent.pk):
        started(world, *map(line, range(7)))
        Entry.objects.update(due_at=NOON - timedelta(minutes=1))

    turns = 0
    while work(world.kent, clock=clock.now):
        turns += 1

    with in_area(world.kent.pk):
        assert (turns, Referral.objects.count()) == (3, 7)
        assert ReferralList.objects.get().state == "done"
