"""Reports made as people make them: one manager prepares, her deputy publishes."""

from outbox.actions import work
from reporting import actions
from tests.reporting.rows import Q2, at

PREPARED, PUBLISHED = at(2026, 10, 14), at(2026, 10, 20, 15)


def draft(world, *, period=Q2, reason="", now=PREPARED, by="manager"):
    return actions.prepare_report(period, by=world.actor(by), now=now, reason=reason)


def published(world, *, period=Q2, reason=""):
    report = draft(world, period=period, reason=reason)
    return actions.publish_report(report, by=world.actor("deputy"), now=PUBLISHED)


def drawn(world, *, now):
    """How many entries the worker took."""
    return work(world.kent, clock=lambda: now)
