import os
import signal
import time
from contextlib import contextmanager
from uuid import uuid4

import pytest
from kombu import pools

from outbox.ring import AT_THE_END_SECONDS, Bell, bell, ring
from rjcase.celery import app
from tests.outbox.servers import private_valkey

A_PAGE_MAY_TAKE = 3.0
A_PAGE_WAITS = 0.2


@contextmanager
def rung_at(address):
    """Celery's producers lead to another broker, with the settings that production has."""
    before = app.conf.broker_url
    assert bell.settle()
    _lead_to(f"redis+socket://{address}")
    try:
        yield
    finally:
        assert bell.settle()
        _lead_to(before)


def _lead_to(url):
    app.conf.broker_url = app.conf.broker_read_url = app.conf.broker_write_url = url
    pools.reset()
    app._pool = app.amqp._producer_pool = None
    bell.broken_until = 0.0


def seconds_of(work):
    started = time.monotonic()
    work()
    return time.monotonic() - started


FAILED = "the doorbell did not ring: OperationalError"


def is_quiet():
    assert bell.settle()
    return bell.broken_until > time.monotonic()


def rings():
    with app.connection_for_read() as connection:
        return connection.default_channel.client.llen("celery")


@pytest.mark.slow
def test_a_ring_reaches_a_broker_that_is_there():
    with private_valkey() as (_, address), rung_at(address):
        ring(uuid4())

        assert not is_quiet()
        assert rings() == 1


@pytest.mark.slow
def test_many_rings_of_one_area_in_the_same_moment_are_few_for_the_worker():
    kent, avon = uuid4(), uuid4()
    with private_valkey() as (_, address), rung_at(address):
        for _ in range(50):
            ring(kent)
        ring(avon)

        assert not is_quiet()
        assert 2 <= rings() <= 4


@pytest.mark.slow
def test_a_ring_after_a_ring_is_not_lost():
    kent = uuid4()
    with private_valkey() as (_, address), rung_at(address):
        for number in (1, 2, 3):
            ring(kent)
            assert not is_quiet()
            assert rings() == number


@pytest.mark.slow
def test_a_process_that_was_forked_rings_by_itself():
    with private_valkey() as (_, address), rung_at(address):
        ring(uuid4())
        assert not is_quiet()
        child = os.fork()
        if child == 0:
            ring(uuid4())
            os._exit(0 if bell.settle() else 1)

        assert os.waitpid(child, 0)[1] == 0
        assert rings() == 2


def test_a_closed_door_costs_a_page_nothing_and_raises_nothing(tmp_path, caplog):
    with rung_at(tmp_path / "nobody.sock"):
        assert seconds_of(lambda: ring(uuid4())) < A_PAGE_WAITS
        assert (is_quiet(), caplog.messages) == (True, [FAILED])


@pytest.mark.slow
@pytest.mark.parametrize("known", [True, False], ids=["pooled", "fresh"])
def test_a_hung_broker_costs_the_bell_one_time_out_for_many_rings_and_a_page_none(known, caplog):
    with private_valkey() as (process, address), rung_at(address):
        if known:
            ring(uuid4())
            assert not is_quiet()
        os.kill(process.pid, signal.SIGSTOP)

        assert seconds_of(lambda: [ring(uuid4()) for _ in range(30)]) < A_PAGE_WAITS
        assert seconds_of(bell.settle) < AT_THE_END_SECONDS
        assert (is_quiet(), caplog.messages) == (True, [FAILED])


@pytest.mark.slow
def test_the_bell_rings_again_when_the_broker_is_back():
    with private_valkey() as (process, address), rung_at(address):
        os.kill(process.pid, signal.SIGSTOP)
        ring(uuid4())
        assert is_quiet()
        os.kill(process.pid, signal.SIGCONT)
        bell.broken_until = 0.0

        ring(uuid4())

        assert not is_quiet()


def test_a_bell_that_failed_is_silent_for_a_while_and_says_so_once(monkeypatch, caplog):
    rung, one = [], Bell()

    def fails(name, **told):
        rung.append(name)
        raise ConnectionError

    monkeypatch.setattr(app, "send_task", fails)
    one._send(uuid4())
    one._send(uuid4())

    assert rung == ["outbox.tick_area"]
    assert [record.getMessage() for record in caplog.records] == [
        "the doorbell did not ring: ConnectionError"
    ]
