from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from areas.actor import Actor
from areas.tenancy import in_area
from outbox.actions import claim, put, work
from outbox.models import Entry
from tests.factories.areas import AreaFactory
from tests.moments import NOON

WORKERS = 4


@pytest.fixture
def kent(transactional_db):
    area = AreaFactory(slug="kent")
    with in_area(area.pk):
        for _ in range(200):
            put("test.note", by=Actor.system(area), now=NOON)
    return area


def at_once(what):
    start = Barrier(WORKERS)

    def one(_):
        try:
            start.wait()
            return what()
        finally:
            connection.close()

    with ThreadPoolExecutor(WORKERS) as pool:
        return [row for rows in pool.map(one, range(WORKERS)) for row in rows]


@pytest.mark.slow
def test_four_workers_claim_two_hundred_entries_each_once(kent):
    def claim_all():
        mine = []
        while True:
            with in_area(kent.pk):
                taken = claim(by=Actor.system(kent), now=NOON).entries
            if not taken:
                return mine
            mine += taken

    claimed = at_once(claim_all)

    with in_area(kent.pk):
        assert sorted(claimed) == sorted(Entry.objects.values_list("pk", flat=True))


@pytest.mark.slow
def test_four_workers_do_two_hundred_entries_each_once(kent, done):
    def work_all():
        while work(kent, clock=lambda: NOON):
            pass
        return []

    at_once(work_all)

    with in_area(kent.pk):
        assert list(Entry.objects.values_list("attempts").distinct()) == [(1,)]
    assert len(done) == 200
