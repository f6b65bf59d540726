"""What somebody without an account was told, by which they name their referral."""

from __future__ import annotations

from areas.actor import Actor
from referrals.models import Arrival, Referral


def receipt_of(referral: Referral, actor: Actor) -> str:
    """The receipt of a referral that came by the letter box; empty for any other."""
    rows = Arrival.objects.visible_to(actor).filter(referral=referral)
    return rows.values_list("receipt", flat=True).first() or ""
