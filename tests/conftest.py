"""Fixtures of every test: the world, a still clock, a query counter."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from rjcase import clock
from tests.browser.walker import Walker
from tests.moments import NOON
from tests.world import World, make_world

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


WALKS = {"architecture", "hostile"}
"""Folders of tests that knock at every door: what only they pass through has no test of its own, so
they are not counted as covering it (and go faster).
"""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        folders = item.path.relative_to(config.rootpath).parts
        if WALKS & set(folders):
            item.add_marker(pytest.mark.no_cover)
        if "hostile" in folders:
            item.add_marker(pytest.mark.xdist_group("hostile"))


CUT_OFF_OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename = current_user
"""


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """A file made when tests are collected may hold the moment: every worker names it alike."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(autouse=True)
def still_clock() -> Iterator[None]:
    with clock.fixed_at(NOON):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The server of the browser's tests may still answer a page when the last test is over."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(CUT_OFF_OTHERS)


@pytest.fixture
def world(db) -> World:
    """Two areas, a user of each role in Kent, a neighbour in Avon, a stranger. The test stands in
    Kent.
    """
    return make_world()


@pytest.fixture
def count_queries() -> Callable:
    @contextmanager
    def counting() -> Iterator[CaptureQueriesContext]:
        with CaptureQueriesContext(connection) as queries:
            yield queries

    return counting


DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict:
    """The machine's own Chromium, quiet: it looks nothing up by itself."""
    quiet = ["background-networking", "component-update", "sync", "quic", "gpu", "dev-shm-usage"]
    return {
        "executable_path": os.environ.get("RJCASE_CHROMIUM", "/usr/bin/chromium"),
        "args": ["--no-sandbox", "--no-first-run", *(f"--disable-{thing}" for thing in quiet)],
    }


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def viewport(request) -> dict:
    return request.param


@pytest.fixture
def browser_context_args(browser_context_args, viewport) -> dict:
    return {**browser_context_args, "viewport": viewport, "locale": "en-GB"}


@pytest.fixture
def walker(page: Page, live_server: LiveServer) -> Walker:
    """A person at a browser of two widths; a test with it runs once for each."""
    page.set_default_timeout(10_000)
    return Walker(page, live_server.url)
