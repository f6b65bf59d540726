"""That whoever referred was told that it came in: by the worker, or by a person instead."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from areas.actor import Actor
from audit.record import record
from referrals.models import Referral


class NothingToAcknowledge(Exception):
    """It was acknowledged already, or needs no person to do it. The text may be shown."""


def note_acknowledged(referral: Referral, *, why_not: str, by: Actor, now: datetime) -> None:
    """Write down what the worker did, or why it could not."""
    row = Referral.objects.visible_to(by).filter(pk=referral.pk)
    row.update(acknowledged_at=None if why_not else now, not_acknowledged=why_not)
    channel = "none" if why_not else "email"
    record("referral.acknowledged", referral, by=by, channel=channel, why_not=why_not)


@transaction.atomic
def acknowledge_by_hand(referral: Referral, *, by: Actor, now: datetime) -> Referral:
    """A person has told them, once. Raises NothingToAcknowledge."""
    row = Referral.objects.visible_to(by).select_for_update().get(pk=referral.pk)
    if row.acknowledged_at or not row.not_acknowledged:
        raise NothingToAcknowledge(_("The referral has been acknowledged already."))
    row.acknowledged_at = now
    row.save(update_fields=["acknowledged_at"])
    why_not = row.not_acknowledged
    record("referral.acknowledged", row, by=by, channel="by_hand", why_not=why_not)
    return row
