from __future__ import annotations

import uuid

from django.db import models
from django.db.models.functions import Now


class TransactionId(models.Func):
    """PostgreSQL's id of the present transaction, as a bigint."""

    template = "pg_current_xact_id()::text::bigint"
    output_field = models.BigIntegerField()


class Event(models.Model):
    """One thing that somebody did or saw in one area. Append-only; written by `audit.record.record`
    alone.

    Text ids and no foreign keys, so that the log outlives what it speaks of. `detail` holds codes
    and field names, never free text about a person. `seal` is filled by the sealer when that is
    built.
    """

    class Outcome(models.TextChoices):
        DONE = "done"
        REFUSED = "refused"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(db_default=Now())
    transaction_id = models.BigIntegerField(db_default=TransactionId())
    area_id = models.UUIDField()
    actor_id = models.UUIDField(null=True)
    on_behalf_of = models.UUIDField(null=True)
    session_hash = models.CharField(max_length=64, blank=True)
    request_id = models.UUIDField(null=True)
    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=80)
    outcome = models.CharField(max_length=10, choices=Outcome)
    detail = models.JSONField(default=dict)
    seal = models.BinaryField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["area_id", "subject_type", "subject_id", "at"], name="event_of_subject"
            ),
            models.Index(fields=["area_id", "at"], name="event_of_area"),
            models.Index(fields=["area_id", "actor_id", "at"], name="event_of_actor"),
        ]
