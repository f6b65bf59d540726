"""The agencies that refer to an area, by which mail they are known, and their people's accounts."""

from __future__ import annotations

import re
import secrets
import zlib
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.models import Agency, AgencyDomain, Membership, User
from areas.roles import Perm, Role
from areas.scoping import AreaQuerySet, Stale
from audit.record import record
from outbox.actions import put
from referrals.mail_domains import ANYBODYS

INVITED = "referrals.invited"
DOMAIN = re.compile(r"(?=.{4,120}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


class AgencyRefused(Exception):
    """What was asked for cannot be. The text may be shown."""


@transaction.atomic
def add_agency(*, name: str, kind: str, by: Actor) -> Agency:
    """Raises AgencyRefused where there is one of that name."""
    by.must(Perm.AREA_CONFIGURE)
    _must_be_free(name, among=Agency.objects.visible_to(by))
    agency = Agency.objects.create(area=by.area, name=name, kind=kind)
    record("agency.added", agency, by=by, kind=kind)
    return agency


def version_of(agency: Agency) -> int:
    """What the agency is called and what it is, as a number: an edit of what is no longer so is
    told by it.
    """
    return zlib.crc32(f"{agency.kind}|{agency.name}".encode()) & 0x7FFFFFFF


@transaction.atomic
def change_agency(agency: Agency, *, name: str, kind: str, version: int, by: Actor) -> Agency:
    """Its name and its kind, from now on and on what it sent. Raises AgencyRefused, Stale."""
    by.must(Perm.AREA_CONFIGURE)
    rows = Agency.objects.visible_to(by)
    row = rows.select_for_update().get(pk=agency.pk)
    if version_of(row) != version:
        raise Stale(_("Somebody changed this agency first: look at both, and choose."))
    _must_be_free(name, among=rows.exclude(pk=row.pk))
    now_is = {"name": name, "kind": kind}
    changed = [part for part, value in now_is.items() if getattr(row, part) != value]
    row.name, row.kind = name, kind
    row.save(update_fields=["name", "kind"])
    record("agency.changed", row, by=by, kind=kind, fields=changed)
    return row


def _must_be_free(name: str, *, among: AreaQuerySet[Agency]) -> None:
    if among.filter(name__iexact=name).exists():
        raise AgencyRefused(_("There is an agency of that name already."))


@transaction.atomic
def add_domain(agency: Agency, *, domain: str, by: Actor, now: datetime) -> AgencyDomain:
    """Let whoever has a work address there ask for a one-off link. Raises AgencyRefused."""
    by.must(Perm.AREA_CONFIGURE)
    plain = domain.strip().lower().removeprefix("@")
    if not DOMAIN.fullmatch(plain):
        raise AgencyRefused(
            _("Enter what stands behind the @ of their work addresses, such as kent.police.uk")
        )
    if plain in ANYBODYS:
        raise AgencyRefused(
            _("Anybody can have an address at %(domain)s. Enter the domain of a work address.")
            % {"domain": plain}
        )
    if AgencyDomain.objects.visible_to(by).filter(domain=plain).exists():
        raise AgencyRefused(_("This domain belongs to an agency of the area already."))
    row = AgencyDomain.objects.create(
        area=by.area, agency=agency, domain=plain, recorded_at=now, recorded_by=by.user
    )
    record("agency.domain_added", agency, by=by, domain=str(row.pk))
    return row


@transaction.atomic
def remove_domain(domain: AgencyDomain, *, by: Actor) -> None:
    """No new links go to addresses there; who already came keeps what they sent."""
    by.must(Perm.AREA_CONFIGURE)
    record("agency.domain_removed", domain.agency, by=by, domain=str(domain.pk))
    AgencyDomain.objects.visible_to(by).filter(pk=domain.pk).delete()


@transaction.atomic
def invite_referrer(
    agency: Agency, *, name: str, email: str, by: Actor, now: datetime
) -> Membership:
    """Give somebody of an agency an account, and mail them how to set a password.

    A guest, and one whose account was ended, become an account again. Raises AgencyRefused for
    whoever works in the area already.
    """
    by.must(Perm.AREA_CONFIGURE)
    user = User.objects.filter(email__iexact=email).first()
    user = user or User.objects.create_user(email, secrets.token_urlsafe(32), name=name)
    member = _membership(user, agency, by=by)
    member.roles, member.agency, member.is_active = [Role.REFERRER], agency, True
    member.save(update_fields=["roles", "agency", "is_active"])
    _let_choose_a_password(user, name)
    record("referrer.invited", member, by=by)
    put(INVITED, by=by, now=now, user=str(user.pk))
    return member


@transaction.atomic
def end_account(member: Membership, *, by: Actor) -> None:
    """From now on they enter the area no more. What their agency sent stays."""
    by.must(Perm.AREA_CONFIGURE)
    rows = Membership.objects.visible_to(by).filter(pk=member.pk)
    if rows.filter(roles__overlap=[Role.REFERRER, Role.GUEST]).update(is_active=False):
        record("referrer.ended", member, by=by)


def _membership(user: User, agency: Agency, *, by: Actor) -> Membership:
    member = Membership.objects.visible_to(by).select_for_update().filter(user=user).first()
    if member is None:
        return Membership.objects.create(
            area=by.area, user=user, roles=[Role.REFERRER], agency=agency
        )
    works_here = set(member.roles) - {Role.REFERRER, Role.GUEST}
    if works_here or (member.is_active and Role.REFERRER in member.roles):
        raise AgencyRefused(_("Somebody with this address has an account in this area already."))
    return member


def _let_choose_a_password(user: User, name: str) -> None:
    """A guest has none and may not ask for one; an account holder may."""
    if not user.has_usable_password():
        user.set_password(secrets.token_urlsafe(32))
        user.name = name
        user.save(update_fields=["password", "name"])
