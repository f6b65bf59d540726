"""The information that a referral waited for."""

from __future__ import annotations

import json
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.roles import Perm
from referrals.models import Referral, Submission
from referrals.stages import Channel, Decision, Pause

from .decide import AlreadyDecided, DecisionRefused, take


@transaction.atomic
def answer_referral(
    referral: Referral,
    *,
    text: str,
    by: Actor,
    now: datetime,
    channel: str = Channel.WEB,
    version: int | None = None,
) -> Referral:
    """Keep the answer as a submission, put the referral back to triage and resume its clock.

    A referrer answers for their own referral, where they were asked; a coordinator writes down an
    answer that came by another channel. Raises DecisionRefused where there is no text, and
    AlreadyDecided where the referral does not wait: a referrer is told only that.
    """
    text = text.strip()
    if not text:
        raise DecisionRefused(_("Enter the answer."))
    if not by.may(Perm.REFERRAL_VIEW):
        _must_wait_for_referrer(referral, by=by)
    try:
        row = take(referral, Decision.ANSWERED, by=by, now=now, version=version)
    except AlreadyDecided as first:
        if by.may(Perm.REFERRAL_VIEW):
            raise
        raise _not_asked() from first
    Submission.objects.create(
        area=by.area,
        referral=row,
        agency_id=by.agency_id,
        channel=channel,
        received_at=now,
        as_sent=json.dumps([[_("Answer to what the service asked"), text]]),
        answers=True,
        recorded_at=now,
        recorded_by=by.user,
    )
    return row


def _must_wait_for_referrer(referral: Referral, *, by: Actor) -> None:
    """What waits for somebody else keeps its clock stopped, whatever a referrer writes."""
    row = Referral.objects.visible_to(by).select_for_update().get(pk=referral.pk)
    if row.paused_for != Pause.REFERRER:
        raise _not_asked()


def _not_asked() -> AlreadyDecided:
    return AlreadyDecided(_("The service does not wait for an answer any more."))
