"""Fixtures of every test: the world, a still clock, a query counter."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rjcase import clock
from tests.moments import NOON
from tests.world import World, make_world

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture(autouse=True)
def still_clock() -> Iterator[None]:
    with clock.fixed_at(NOON):
        yield


@pytest.fixture
def world(db) -> World:
    """Two areas, a user of each role in Kent, a neighbour in Avon, a stranger. The test stands in Kent."""
    return make_world()


@pytest.fixture
def count_queries() -> Callable:
    @contextmanager
    def counting() -> Iterator[CaptureQueriesContext]:
        with CaptureQueriesContext(connection) as queries:
            yield queries

    return counting
