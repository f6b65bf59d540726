"""What an agency's referrer may reach of what their area holds."""

from __future__ import annotations

from typing import TypeVar

from areas.actor import Actor
from areas.roles import Perm, Role
from areas.scoping import AreaQuerySet

Rows = TypeVar("Rows", bound=AreaQuerySet)  # type: ignore[type-arg]


def own_of_agency(rows: Rows, actor: Actor) -> Rows:
    """All for those who view referrals; a referrer's and a system's are their agency's, a guest's
    those that they sent themselves, and anybody else's none.
    """
    if actor.may(Perm.REFERRAL_VIEW):
        return rows
    if actor.agency_id and Role.GUEST not in actor.roles:
        return rows.filter(agency_id=actor.agency_id)
    return rows.filter(recorded_by_id=actor.user_id) if actor.user_id else rows.none()
