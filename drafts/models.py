from __future__ import annotations

import uuid

from django.db import models

from areas.encrypted import EncryptedText
from areas.models import User
from areas.scoping import AreaModel


class Draft(AreaModel):
    """What one user has answered in one form and not sent yet: only they see it.

    `form` is the form's code, `subject` the text id of what it is about (or of the draft itself
    where it makes something new). `body` is JSON. Goes when the form is sent, or after the area's
    `draft_days` (28).
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    form = models.CharField(max_length=40)
    subject = models.CharField(max_length=64)
    base_version = models.PositiveIntegerField(default=0)
    body = EncryptedText()
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "user", "form", "subject"], name="draft_once_a_form"
            )
        ]


class PublicDraft(models.Model):
    """What somebody without an account has answered so far, before it is known for which area.

    A platform row that only the browser's token opens (policy `own_key`); gone at the exit, and a
    day later at the latest. `body` is JSON.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key_hash = models.CharField(max_length=64, unique=True)
    body = EncryptedText()
    saved_at = models.DateTimeField()
