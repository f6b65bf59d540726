import os
import signal
import time
from contextlib import contextmanager
from uuid import uuid4

import pytest
from kombu import pools

from outbox import ring
from rjcase.celery import app
from tests.outbox.servers import private_valkey

A_PAGE_MAY_TAKE = 3.0


@contextmanager
def rung_at(address):
    """Celery's producers lead to another broker, with the settings that production has."""
    before = app.conf.broker_url
    _lead_to(f"redis+socket://{address}")
    try:
        yield
    finally:
        _lead_to(before)


def _lead_to(url):
    app.conf.broker_url = app.conf.broker_read_url = app.conf.broker_write_url = url
    pools.reset()
    app._pool = app.amqp._producer_pool = None
    ring._broken_until[0] = 0.0


def seconds_of(work):
    started = time.monotonic()
    work()
    return time.monotonic() - started


FAILED = "the doorbell did not ring: OperationalError"


def is_quiet():
    return ring._broken_until[0] > time.monotonic()


@pytest.mark.slow
def test_a_ring_reaches_a_broker_that_is_there():
    with private_valkey() as (_, address), rung_at(address):
        ring.ring(uuid4())

        assert not is_quiet()
        with app.connection_for_read() as connection:
            assert connection.default_channel.client.llen("celery") == 1


def test_a_closed_door_costs_little_and_raises_nothing(tmp_path, caplog):
    with rung_at(tmp_path / "nobody.sock"):
        assert seconds_of(lambda: ring.ring(uuid4())) < A_PAGE_MAY_TAKE
        assert (is_quiet(), caplog.messages) == (True, [FAILED])


@pytest.mark.slow
@pytest.mark.parametrize("known", [True, False], ids=["pooled", "fresh"])
def test_a_hung_broker_costs_one_time_out_for_many_rings(known, caplog):
    with private_valkey() as (process, address), rung_at(address):
        if known:
            ring.ring(uuid4())
        os.kill(process.pid, signal.SIGSTOP)

        assert seconds_of(lambda: [ring.ring(uuid4()) for _ in range(30)]) < A_PAGE_MAY_TAKE
        assert (is_quiet(), caplog.messages) == (True, [FAILED])


@pytest.mark.slow
def test_the_bell_rings_again_when_the_broker_is_back():
    with private_valkey() as (process, address), rung_at(address):
        os.kill(process.pid, signal.SIGSTOP)
        ring.ring(uuid4())
        os.kill(process.pid, signal.SIGCONT)
        ring._broken_until[0] = 0.0

        ring.ring(uuid4())

        assert not is_quiet()
