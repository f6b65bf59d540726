from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from areas.scoping import AreaModel, AreaQuerySet


class EntryQuerySet(AreaQuerySet["Entry"]):
    def unfinished(self) -> Self:
        """Neither done nor given up."""
        return self.filter(done_at=None, dead_at=None)

    def waiting(self, now: datetime) -> Self:
        """Due, and in nobody's hands; one that failed is so when its wait is over."""
        return self.unfinished().filter(
            Q(due_at__lte=now), Q(lease_until=None) | Q(lease_until__lte=now)
        )

    def leased(self, now: datetime) -> Self:
        """In a worker's hands, or failed and waiting for its next try."""
        return self.unfinished().filter(lease_until__gt=now)

    def dead(self) -> Self:
        """Given up: somebody must look (`manage.py outbox_state`)."""
        return self.exclude(dead_at=None)

    def finished_before(self, moment: datetime) -> Self:
        """Done or given up before the moment; what waits is never among them, however old."""
        return self.filter(Q(done_at__lt=moment) | Q(dead_at__lt=moment))


class Entry(AreaModel):
    """One thing to do outside the database: a message to hand over, a document to render.

    Written in the transaction of the business change by `outbox.actions.put`; done at least once.
    Its id is the Message-ID of what it sends. `payload` holds ids and codes, never facts of a case.
    """

    kind = models.CharField(max_length=60)
    dedupe_key = models.CharField(max_length=160, null=True)  # noqa: DJ001
    payload = models.JSONField(default=dict)
    put_at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=80, blank=True)

    objects = EntryQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "kind", "dedupe_key"], name="outbox_once"),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(dead_at=None), name="outbox_done_or_dead"
            ),
        ]
        indexes = [
            models.Index(
                fields=["area", "due_at"],
                name="outbox_waiting",
                condition=Q(done_at=None, dead_at=None),
            )
        ]
