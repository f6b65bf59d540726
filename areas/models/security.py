from __future__ import annotations

import uuid

from django.db import models
from django.db.models.functions import Now


class SecurityEvent(models.Model):
    """Something that concerns the door itself and so belongs to no area: a sign-in, a failed one, a
    stranger.

    Append-only for the program.
    """

    class Kind(models.TextChoices):
        SIGNED_IN = "signed_in"
        SIGN_IN_FAILED = "sign_in_failed"
        SIGNED_OUT = "signed_out"
        STRANGER = "stranger"
        REFUSED = "refused"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(db_default=Now())
    kind = models.CharField(max_length=20, choices=Kind)
    user_id = models.UUIDField(null=True)
    request_id = models.UUIDField(null=True)
    page = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "at"], name="security_event_by_kind")]
