"""Guests: whoever refers from a work address without an account, by a link that works once.

ADR 0037. A guest is an ordinary user without a password, with the one role GUEST.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.models import AgencyDomain, Area, Membership, SignInLink, User
from areas.passing import kept_since
from areas.roles import Role
from areas.tenancy import in_area
from audit.record import record
from outbox.actions import put
from referrals.models import Arrival
from referrals.queries.links import hash_of, link_of

from .arrive import put_in

LINK, SIGN_IN = "referrals.link", "referrals.sign_in"
GOOD_FOR = timedelta(hours=24)


class LinkSpent(Exception):
    """The link is unknown, was used, or is too old: nobody is told which. The text may be shown."""


def ask_for_link(area: Area, *, email: str, now: datetime) -> None:
    """Put the wish into the area's letter box; the worker finds out whether it is granted."""
    body = {"email": email.strip().lower()}
    put_in(by=Actor.public(area), now=now, kind=Arrival.Kind.LINK, body=body, receipts=_receipts())


def _receipts() -> Iterator[str]:
    while True:
        yield f"LK-{secrets.token_hex(8)}"


@transaction.atomic
def take_link_request(arrival: Arrival, *, by: Actor, now: datetime) -> None:
    """Mail a link to an address of a partner, the ordinary sign-in to whoever has an account, and
    nothing to anybody else, not even to a guest whose domain was removed. The address is not kept
    with the arrival.
    """
    email = json.loads(arrival.body)["email"]
    arrival.body, arrival.taken_in_at = "{}", now
    arrival.save(update_fields=["body", "taken_in_at"])
    member = _member(email, by=by)
    if member is None or not (member.is_active and member.user.is_active):
        record("link.refused", arrival, by=by)
        return
    has_account = member.user.has_usable_password()
    put(SIGN_IN if has_account else LINK, by=by, now=now, user=str(member.user_id))


def _member(email: str, *, by: Actor) -> Membership | None:
    """Who asks, made a guest where their work address is a partner's; none for anybody else."""
    rows = Membership.objects.visible_to(by).select_related("user")
    member = rows.filter(user__email__iexact=email).first()
    if member and member.roles != [Role.GUEST]:
        return member
    domain = email.rpartition("@")[2]
    known = AgencyDomain.objects.visible_to(by).filter(domain=domain).first()
    if member or known is None:
        return member if known else None
    user = User.objects.filter(email__iexact=email).first() or User.objects.create_user(email)
    member = Membership.objects.create(
        area=by.area, user=user, roles=[Role.GUEST], agency_id=known.agency_id
    )
    record("guest.let_in", member, by=by)
    return member


@transaction.atomic
def make_link(user: User, *, by: Actor, now: datetime) -> str:
    """A new link for a guest; returns its token, which is kept nowhere."""
    token = secrets.token_urlsafe(32)
    link = SignInLink.objects.create(
        area=by.area, user=user, key_hash=hash_of(token), sent_at=now, expires_at=now + GOOD_FOR
    )
    record("link.made", link, by=by)
    return token


@transaction.atomic
def use_link(slug: str, token: str, *, now: datetime) -> User:
    """Whom the link lets in, once. Raises LinkSpent.

    It never lets in anybody who has an account: their password is the way.
    """
    found = link_of(token)
    refused = LinkSpent(_("This link does not work any more."))
    if found is None or found.area.slug != slug:
        raise refused
    with in_area(found.area_id, found.user_id):
        try:
            by = Actor.entering(slug, found.user)
        except Http404:
            raise refused from None
        link = SignInLink.objects.visible_to(by).select_for_update().get(pk=found.pk)
        is_guest = by.roles == {Role.GUEST} and not found.user.has_usable_password()
        if link.used_at or link.expires_at <= now or not is_guest:
            raise refused
        link.used_at = now
        link.save(update_fields=["used_at"])
        record("link.used", link, by=by)
    return found.user


@transaction.atomic
def sweep(*, by: Actor, now: datetime) -> int:
    """Delete the links that were sent before `areas.passing.kept_since`; returns how many."""
    count, _rows = SignInLink.objects.visible_to(by).filter(sent_at__lt=kept_since(now)).delete()
    return count
