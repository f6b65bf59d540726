"""A case that only those named may see. A manager restricts and names, and need not read it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.grants import share, unshare
from areas.models import Membership, User
from areas.queries import members_who_may
from areas.roles import Perm
from areas.scoping import save_version
from areas.two_people import TwoPersonAct, need_two
from audit.record import record
from cases.models import Case, Restriction
from cases.stages import RestrictionReason

from .activity import locked, stamp
from .timeline import tell


class RestrictionRefused(Exception):
    """Nobody would see the case, or whom it is to be opened to may see no case. May be shown."""


class AlreadySo(Exception):
    """Somebody else restricted it, or lifted the restriction, first. The text may be shown."""


@transaction.atomic
def restrict_case(
    case: Case,
    *,
    reason: RestrictionReason,
    members: Sequence[Membership],
    by: Actor,
    now: datetime,
) -> Restriction:
    """From now on only those named see the case, whatever their role; not even whoever restricts.

    Raises AlreadySo, RestrictionRefused.
    """
    by.must(Perm.CASE_RESTRICT)
    case = locked(case, by=by)
    if case.is_restricted:
        raise AlreadySo(_("This case is restricted already."))
    if not members:
        raise RestrictionRefused(_("Name at least one person who may see the case."))
    row = Restriction.objects.create(case=case, reason=reason, **stamp(by, now))
    case.is_restricted = True
    case.save(update_fields=["is_restricted"])
    for member in members:
        _open_to(case, member, by=by)
    tell(case, "case.restricted", case, by=by, now=now, row=row, reason=str(reason))
    return row


@transaction.atomic
def give_access(restriction: Restriction, *, member: Membership, by: Actor) -> Restriction:
    """Open the case to one more by name, never to oneself: that would be to lift it alone. Raises
    AlreadySo, RestrictionRefused.
    """
    row = _locked(restriction, by=by)
    if member.user_id == by.user_id:
        raise RestrictionRefused(_("Another manager must open it to you."))
    _open_to(row.case, member, by=by)
    return row


@transaction.atomic
def take_access(restriction: Restriction, *, user: User, by: Actor) -> Restriction:
    """Close the case to one who was named. Raises AlreadySo, RestrictionRefused."""
    row = _locked(restriction, by=by)
    named = named_in(row.case)
    if user.pk not in named:
        raise AlreadySo(_("%(name)s may not see this case any more.") % {"name": user.name})
    if len(named) == 1:
        raise RestrictionRefused(_("Name somebody else first: nobody could see the case."))
    _close_to(row.case, user, by=by)
    return row


@transaction.atomic
def lift_restriction(
    restriction: Restriction, *, version: int, by: Actor, now: datetime
) -> Restriction:
    """The case is seen by role again, and what was opened by name is closed.

    Raises SamePerson for whoever restricted it, AlreadySo, Stale.
    """
    row = _locked(restriction, by=by)
    need_two(TwoPersonAct.LIFT_RESTRICTION, first=row.recorded_by_id, by=by)
    row.lifted_at, row.lifted_by = now, by.user
    save_version(row, version=version, fields=["lifted_at", "lifted_by"])
    case = row.case
    for one in case.shares.select_related("user"):
        unshare(case, with_user=one.user)
    case.is_restricted = False
    case.save(update_fields=["is_restricted"])
    tell(case, "case.restriction_lifted", case, by=by, now=now, row=row)
    return row


def close_to(case: Case, users: Iterable[User], *, by: Actor) -> None:
    """What was opened by name to those who leave the team is closed with it."""
    named = named_in(case)
    for user in users:
        if user.pk in named:
            _close_to(case, user, by=by)


def named_in(case: Case) -> frozenset[UUID]:
    """The users to whom a case was opened by name."""
    return frozenset(case.shares.values_list("user_id", flat=True))


def _open_to(case: Case, member: Membership, *, by: Actor) -> None:
    if not members_who_may(by, Perm.CASE_VIEW).filter(pk=member.pk).exists():
        sentence = _("%(name)s does not work on cases here.")
        raise RestrictionRefused(sentence % {"name": member.user.name})
    share(case, with_user=member.user)
    record("case.access_given", case, by=by, user=str(member.user_id))


def _close_to(case: Case, user: User, *, by: Actor) -> None:
    unshare(case, with_user=user)
    record("case.access_taken", case, by=by, user=str(user.pk))


def _locked(restriction: Restriction, *, by: Actor) -> Restriction:
    """The restriction and its case, whether the actor may read the case or not."""
    by.must(Perm.CASE_RESTRICT)
    rows = Restriction.objects.visible_to(by).select_for_update(of=("self",))
    row = get_object_or_404(rows.select_related("case"), pk=restriction.pk)
    if row.lifted_at is not None:
        raise AlreadySo(_("Somebody else has lifted this restriction already."))
    return row
