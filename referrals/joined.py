"""Slots that the apps above fill: what follows when two referrals become one, and when they are
separated again.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from areas.actor import Actor

from .models import Referral

Following = Callable[[Referral, Referral, Actor, datetime], None]
_JOINED: list[Following] = []
_SEPARATED: list[Following] = []


def when_joined(following: Following) -> None:
    """Register what is done with the referral that stays and the one that was joined to it; called
    from `AppConfig.ready`.
    """
    if following not in _JOINED:
        _JOINED.append(following)


def when_separated(following: Following) -> None:
    """Register what is done with the referral that stayed and the one that counts by itself again;
    called from `AppConfig.ready`.
    """
    if following not in _SEPARATED:
        _SEPARATED.append(following)


def joined(kept: Referral, row: Referral, *, by: Actor, now: datetime) -> None:
    for following in _JOINED:
        following(kept, row, by, now)


def separated(kept: Referral, row: Referral, *, by: Actor, now: datetime) -> None:
    for following in _SEPARATED:
        following(kept, row, by, now)
