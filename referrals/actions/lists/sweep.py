"""What becomes of lines that were never imported."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from areas.actor import Actor
from areas.passing import kept_since
from referrals.models import ListRow, ReferralList


@transaction.atomic
def sweep(*, by: Actor, now: datetime) -> int:
    """Delete the lines that became no referral, of lists that came before
    `areas.passing.kept_since`; returns how many.

    Those that were imported are empty already: their submission keeps them.
    """
    old = ListRow.objects.visible_to(by).filter(of__recorded_at__lt=kept_since(now), referral=None)
    count, _ = old.exclude(of__state=ReferralList.State.RUNNING).delete()
    return count
