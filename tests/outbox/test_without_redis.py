import os
import signal
from contextlib import contextmanager

import pytest
from django.core import mail
from django.urls import reverse

from areas.actor import Actor
from areas.tenancy import in_area
from outbox.actions import work
from outbox.models import Entry
from reminders.actions import remind
from reporting.models import Report
from rjcase import clock
from tests.moments import NOON
from tests.outbox.servers import private_valkey
from tests.outbox.test_ring import A_PAGE_MAY_TAKE, is_quiet, rung_at, seconds_of
from tests.reminders.cases import case_due
from tests.reporting.reports import PREPARED
from tests.world import make_world

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@contextmanager
def refused(folder):
    with rung_at(folder / "nobody.sock"):
        yield


@contextmanager
def hung(folder):
    with private_valkey() as (process, address), rung_at(address):
        os.kill(process.pid, signal.SIGSTOP)
        yield


@pytest.fixture
def world():
    with in_area(None):
        return make_world()


@pytest.mark.parametrize("broken", [refused, hung])
def test_a_form_is_saved_at_once_and_its_work_is_done_later(world, broken, tmp_path):
    client = world.client("manager")
    prepare = reverse("reporting:prepare", args=["kent", "2026-27-Q2"])
    answers = []

    with clock.fixed_at(PREPARED):
        client.get(prepare)
        with broken(tmp_path):
            took = seconds_of(lambda: answers.append(client.post(prepare, {"version": "0"})))
            assert is_quiet()

    assert took < A_PAGE_MAY_TAKE
    assert answers[0].status_code == 302
    with in_area(world.kent.pk):
        assert (Report.objects.count(), Entry.objects.filter(done_at=None).count()) == (1, 1)
    work(world.kent, clock=lambda: PREPARED)
    with in_area(world.kent.pk):
        assert Entry.objects.filter(done_at=None).count() == 0


@pytest.mark.parametrize("broken", [refused, hung])
def test_what_was_queued_meanwhile_is_mailed_when_somebody_works_again(world, broken, tmp_path):
    case_due(world)

    with broken(tmp_path), in_area(world.kent.pk):
        remind(by=Actor.system(world.kent), now=NOON)
    assert mail.outbox == []
    work(world.kent, clock=lambda: NOON)

    assert [letter.to for letter in mail.outbox] == [["facilitator@service.invalid"]]
