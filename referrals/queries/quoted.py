"""A referral by what somebody quotes on the telephone."""

from __future__ import annotations

import re

from areas.actor import Actor
from referrals.models import Arrival, Referral

RECEIPT = re.compile(r"SR([A-Z0-9]{4})([A-Z0-9]{2,8})")


def find_quoted(actor: Actor, text: str) -> Referral | None:
    """The referral with this reference or this receipt of its sender, in any case and spacing."""
    plain = "".join(sign for sign in text.upper() if sign.isalnum())
    rows = Referral.objects.visible_to(actor)
    if receipt := RECEIPT.fullmatch(plain):
        arrivals = Arrival.objects.visible_to(actor)
        sent = arrivals.filter(receipt=f"SR-{receipt[1]}-{receipt[2]}", referral__isnull=False)
        return rows.filter(pk__in=sent.values("referral")).first()
    reference = re.fullmatch(rf"(?a:({re.escape(actor.area.code)})?R(\d\d)(\d{{1,9}}))", plain)
    if reference is None:
        return None
    _code, year, number = reference.groups()
    return rows.filter(reference=f"{actor.area.code}-R{year}-{int(number):05d}").first()
