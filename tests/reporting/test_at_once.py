from threading import Barrier, Thread

import pytest
from django.db import connection

from areas.actor import Actor
from areas.tenancy import in_area
from reporting import actions
from reporting.models import Document, Report
from tests.reporting.reports import PREPARED, PUBLISHED
from tests.reporting.rows import Q2


def at_once(*jobs):
    """Do each in a thread and a connection of its own; what each raised or returned."""
    start, results = Barrier(len(jobs)), [None] * len(jobs)

    def run(place, job):
        start.wait()
        try:
            results[place] = job()
        except Exception as failure:  # noqa: BLE001
            results[place] = failure
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def inside(area, job):
    def run():
        with in_area(area.pk):
            return job()

    return run


@pytest.fixture
def managers(transactional_db, world):
    with in_area(world.kent.pk):
        return [world.actor("manager"), world.actor("deputy")]


def test_a_pdf_asked_for_twice_at_once_is_made_once(managers, world):
    with in_area(world.kent.pk):
        report = actions.prepare_report(Q2, by=managers[0], now=PREPARED)
    system = Actor.system(world.kent)
    job = inside(world.kent, lambda: actions.store_document(report.pk, by=system, now=PREPARED))
    assert at_once(job, job) == [None, None]
    with in_area(world.kent.pk):
        assert Document.objects.count() == 1


def test_two_managers_who_prepare_at_once_make_two_drafts_or_one_is_told(managers, world):
    jobs = [
        inside(world.kent, lambda by=by: actions.prepare_report(Q2, by=by, now=PREPARED))
        for by in managers
    ]
    results = at_once(*jobs)
    told = [result for result in results if isinstance(result, actions.LostRace)]
    with in_area(world.kent.pk):
        drafts = list(Report.objects.order_by("draft").values_list("draft", flat=True))
    assert drafts == list(range(1, 3 - len(told)))


def test_a_report_is_published_once_however_often_it_is_pressed(managers, world):
    with in_area(world.kent.pk):
        report = actions.prepare_report(Q2, by=managers[0], now=PREPARED)
    job = inside(world.kent, lambda: actions.publish_report(report, by=managers[1], now=PUBLISHED))
    results = at_once(job, job)
    assert sorted(type(result).__name__ for result in results) == ["LostRace", "Report"]
