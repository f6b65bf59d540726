"""What an agency's referrer may reach of what their area holds."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Exists, OuterRef, Q

from areas.actor import Actor
from areas.models import Membership
from areas.roles import Perm, Role
from areas.scoping import AreaQuerySet
from referrals.stages import Channel

Rows = TypeVar("Rows", bound=AreaQuerySet)  # type: ignore[type-arg]


def own_of_agency(rows: Rows, actor: Actor) -> Rows:
    """All for those who view referrals; a referrer's and a system's are what their agency sent, a
    guest's those that they sent themselves, and anybody else's none.
    """
    if actor.may(Perm.REFERRAL_VIEW):
        return rows
    if actor.agency_id and Role.GUEST not in actor.roles:
        return _sent_by_it(rows.filter(agency_id=actor.agency_id), actor)
    return rows.filter(recorded_by_id=actor.user_id) if actor.user_id else rows.none()


def _sent_by_it(rows: Rows, actor: Actor) -> Rows:
    """What the agency's accounts, guests and keys sent: not the rows of its lists, and not what the
    service wrote down of what the agency said.
    """
    member = Membership.objects.visible_to(actor).filter(user=OuterRef("recorded_by"))
    of_an_agency = Exists(member.filter(agency__isnull=False))
    by_it = Q(recorded_by=None) | of_an_agency
    return rows.exclude(channel=Channel.LIST).filter(by_it)
