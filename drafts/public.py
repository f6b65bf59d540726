"""What somebody without an account has answered so far: opened by their browser's token alone.

The token stands in a cookie and nowhere else; the row holds its hash, and the policy `own_key` lets
a transaction touch the one row whose hash it presents.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from areas.actor import Actor
from areas.tenancy import present_key

from .models import PublicDraft

KEPT = timedelta(days=1)
Body = dict[str, Any]


def _present(token: str) -> str:
    key_hash = hashlib.sha256(token.encode()).hexdigest()
    present_key(key_hash)
    return key_hash


@transaction.atomic
def start_draft(body: Body, *, now: datetime) -> str:
    """Begin a draft; returns the token that opens it, which is kept nowhere."""
    token = secrets.token_urlsafe(32)
    PublicDraft.objects.create(key_hash=_present(token), body=json.dumps(body), saved_at=now)
    return token


def open_draft(token: str, *, now: datetime, to_write: bool = False) -> PublicDraft | None:
    """The draft, if the token opens one of the last day.

    With `to_write` the row is locked until the transaction ends: a second press waits here.
    """
    rows = PublicDraft.objects.filter(key_hash=_present(token), saved_at__gt=now - KEPT)
    return (rows.select_for_update() if to_write else rows).first()


def body_of(draft: PublicDraft) -> Body:
    body: Body = json.loads(draft.body)
    return body


@transaction.atomic
def save_draft(draft: PublicDraft, body: Body, *, now: datetime) -> None:
    """Put something else in the draft's place, in the transaction that opened it."""
    draft.body, draft.saved_at = json.dumps(body), now
    draft.save(update_fields=["body", "saved_at"])


@transaction.atomic
def discard_draft(token: str) -> None:
    """Delete the draft, as if nothing had been answered."""
    PublicDraft.objects.filter(key_hash=_present(token)).delete()


@transaction.atomic
def sweep(*, by: Actor, now: datetime) -> int:
    """Delete the drafts older than a day, of nobody's area in particular; returns how many.

    Only the worker may (policy `forgotten`): whoever sweeps first finds them all.
    """
    count, _ = PublicDraft.objects.filter(saved_at__lt=now - KEPT).delete()
    return count
