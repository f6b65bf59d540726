import os
import signal
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db.models import Sum
from django.utils import timezone

from areas.actor import Actor
from areas.tenancy import in_area
from cases.stages import Stage, WorkerRole
from outbox.handlers import message_id
from outbox.models import Entry
from outbox.ring import ring
from reminders.actions import remind
from tests.factories.cases import CaseFactory, CaseWorkerFactory
from tests.moments import LONDON
from tests.outbox.servers import private_valkey, wait_until
from tests.outbox.sink import arrived
from tests.outbox.test_ring import rung_at
from tests.outbox.workers import kill, running_worker
from tests.world import make_world

KILLS = int(os.environ.get("RJCASE_PROOF_KILLS", "4"))
MESSAGES = KILLS * 5


def queue_reminders(world, today: date) -> None:
    """Reviews due today in two areas, queued and to be sent now, whatever the hour."""
    for area, user in ((world.kent, "facilitator"), (world.avon, "neighbour")):
        with in_area(area.pk):
            for _ in range(MESSAGES // 2):
                case = CaseFactory(area=area, stage=Stage.PREPARATION, risk_cleared_until=today)
                CaseWorkerFactory(case=case, user=world.users[user], role=WorkerRole.LEAD)
            noon = timezone.datetime(today.year, today.month, today.day, 12, tzinfo=LONDON)
            remind(by=Actor.system(area), now=noon)
            Entry.objects.update(due_at=timezone.now() - timedelta(seconds=1))


def expected(world) -> list[str]:
    ids = []
    for area in (world.kent, world.avon):
        with in_area(area.pk):
            ids += [message_id(pk) for pk in Entry.objects.values_list("pk", flat=True)]
    return sorted(ids)


def tries(world) -> int:
    total = 0
    for area in (world.kent, world.avon):
        with in_area(area.pk):
            total += Entry.objects.aggregate(tries=Sum("attempts"))["tries"]
    return total


def kill_pool_child(sending: Path) -> None:
    """What the kernel does when memory runs out: the worker lives, its sending child does not."""
    os.kill(int(sending.read_text()), signal.SIGKILL)
    sending.unlink()


def ring_both(world) -> None:
    for area in (world.kent, world.avon):
        ring(area.pk)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_workers_killed_in_the_middle_of_sending_lose_and_double_nothing(tmp_path: Path):
    with in_area(None):
        world = make_world()
    queue_reminders(world, timezone.localdate(timezone.now()))
    wanted = expected(world)
    pause, sending = tmp_path / "pause", tmp_path / "sending"

    def is_sending():
        ring_both(world)
        return sending.exists()

    def all_arrived():
        ring_both(world)
        return len(arrived(tmp_path)) >= len(wanted)

    with private_valkey() as (_, address), rung_at(address):
        for number in range(0, KILLS, 2):
            pause.write_text(str(number * MESSAGES // (KILLS + 1)))
            with running_worker(address, tmp_path) as worker:
                wait_until(is_sending, 60, every=0.2)
                kill_pool_child(sending)
                wait_until(is_sending, 60, every=0.2)
                kill(worker)
            sending.unlink()
        pause.unlink()
        with running_worker(address, tmp_path):
            wait_until(all_arrived, 60, every=0.2)
            wait_until(lambda: len(expected_undone(world)) == 0, 20, every=0.2)

    assert len(wanted) == MESSAGES
    assert sorted(arrived(tmp_path)) == wanted
    assert tries(world) == MESSAGES + KILLS


def expected_undone(world) -> list[str]:
    undone = []
    for area in (world.kent, world.avon):
        with in_area(area.pk):
            undone += Entry.objects.filter(done_at=None).values_list("pk", flat=True)
    return undone
