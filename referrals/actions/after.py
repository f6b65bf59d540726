"""What the worker does after a referral came in: acknowledge it, and copy it for its referrer."""

from __future__ import annotations

from datetime import datetime

from areas.actor import Actor
from outbox.actions import put
from referrals.models import Submission
from referrals.queries.copies import COPY
from referrals.queries.own import is_officer
from referrals.stages import Channel

ACKNOWLEDGE = "referrals.acknowledge"
TOGETHER = frozenset({Channel.LIST, Channel.TRANSFER})
"""They come in together, or from a colleague, who sees what became of them on a page."""


def follow_up(submission: Submission, *, by: Actor, now: datetime) -> None:
    """Queue an acknowledgement, and a copy for whoever refers for an agency and has an account."""
    if submission.channel in TOGETHER:
        return
    put(ACKNOWLEDGE, by=by, now=now, referral=str(submission.referral_id))
    if by.user and is_officer(by):
        put(COPY, by=by, now=now, dedupe_key=str(submission.pk), submission=str(submission.pk))
