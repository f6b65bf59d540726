"""Hands over how somebody of an agency comes in."""

from __future__ import annotations

from datetime import datetime

from areas.actor import Actor
from areas.models import Membership, User
from outbox.handlers import message_id
from outbox.models import Entry
from referrals.actions.guests import make_link
from referrals.notices.access import invitation, link_notice, sign_in_notice


def mail_link(entry: Entry, by: Actor, now: datetime) -> None:
    """The token is made here and leaves at once: it stands in no table."""
    user = _member(entry, by)
    if user:
        token = make_link(user, by=by, now=now)
        link_notice(user, area=by.area, token=token, message_id=message_id(entry.pk)).send()


def mail_sign_in(entry: Entry, by: Actor, now: datetime) -> None:
    user = _member(entry, by)
    if user:
        sign_in_notice(user, area=by.area, message_id=message_id(entry.pk)).send()


def mail_invitation(entry: Entry, by: Actor, now: datetime) -> None:
    user = _member(entry, by)
    if user:
        invitation(user, area=by.area, message_id=message_id(entry.pk)).send()


def _member(entry: Entry, by: Actor) -> User | None:
    """Whom it is for, if they still may come in."""
    rows = Membership.objects.visible_to(by).filter(is_active=True, user__is_active=True)
    member = rows.select_related("user").filter(user_id=entry.payload["user"]).first()
    return member.user if member else None
