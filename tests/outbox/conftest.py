import pytest

from outbox.actions import put
from outbox.handlers import _handlers, register


class Broken(Exception):
    """A handler that cannot do it."""


@pytest.fixture
def done():
    """A kind `test.note` whose handler notes what it was given, and `test.broken` whose fails."""
    notes = []

    def note(entry, actor, now):
        notes.append((entry.payload, actor.area.slug, now))

    def broken(entry, actor, now):
        put("test.note", by=actor, now=now, half="done")
        raise Broken

    register("test.note", note)
    register("test.broken", broken)
    yield notes
    del _handlers["test.note"], _handlers["test.broken"]
