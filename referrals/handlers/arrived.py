"""What becomes of whatever somebody without an account put into the letter box, by its kind."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from areas.actor import Actor
from outbox.models import Entry
from referrals.actions.guests import take_link_request
from referrals.actions.take_in import take_in_self_referral
from referrals.models import Arrival


class Taker(Protocol):
    """Takes one kind of arrival in; safe to run twice, and marks it with `taken_in_at`."""

    def __call__(self, arrival: Arrival, *, by: Actor, now: datetime) -> object: ...


TAKERS: dict[str, Taker] = {
    Arrival.Kind.SELF_REFERRAL: take_in_self_referral,
    Arrival.Kind.LINK: take_link_request,
}


def arrived(entry: Entry, by: Actor, now: datetime) -> None:
    """Take in what the entry names, unless a former try did."""
    rows = Arrival.objects.visible_to(by).filter(taken_in_at=None)
    arrival = rows.filter(pk=entry.payload["arrival"]).first()
    if arrival:
        TAKERS[arrival.kind](arrival, by=by, now=now)
