"""What the worker does after a referral came in, and after its referrer was asked for more."""

from __future__ import annotations

from datetime import datetime

from areas.actor import Actor
from outbox.actions import put
from referrals.models import Referral, Submission
from referrals.queries.addressee import TOGETHER
from referrals.queries.copies import COPY
from referrals.queries.own import is_officer
from referrals.stages import Pause

ACKNOWLEDGE, ASKED = "referrals.acknowledge", "referrals.asked"


def follow_up(submission: Submission, *, by: Actor, now: datetime) -> None:
    """Queue an acknowledgement, and a copy for whoever refers for an agency and has an account."""
    if submission.channel in TOGETHER:
        return
    put(ACKNOWLEDGE, by=by, now=now, referral=str(submission.referral_id))
    if by.user and is_officer(by):
        put(COPY, by=by, now=now, dedupe_key=str(submission.pk), submission=str(submission.pk))


def tell_referrer(referral: Referral, *, by: Actor, now: datetime) -> None:
    """Queue a word to the referrer where the referral waits for them."""
    if referral.paused_for == Pause.REFERRER:
        put(ASKED, by=by, now=now, referral=str(referral.pk), asked_at=now.isoformat())
