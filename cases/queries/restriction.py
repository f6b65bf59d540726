"""Restricted cases, as whoever restricts them knows of them: a reference, and who may see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.shortcuts import get_object_or_404

from areas.actor import Actor
from areas.models import Membership, User
from areas.queries import members_who_may
from areas.roles import Perm
from areas.scoping import AreaQuerySet
from cases.models import Case, CaseWorker, Restriction


def restrictions(actor: Actor) -> AreaQuerySet[Restriction]:
    """The restrictions that stand, the latest first."""
    rows = Restriction.objects.visible_to(actor).filter(lifted_at=None)
    rows = rows.select_related("case", "recorded_by").prefetch_related("case__shares__user")
    return rows.order_by("-recorded_at", "pk")


def get_restriction(actor: Actor, pk: UUID) -> Restriction:
    return get_object_or_404(restrictions(actor), pk=pk)


def who_sees(found: Sequence[Restriction]) -> Mapping[UUID, list[User]]:
    """By case, those to whom it is open by name, in their order."""
    named: dict[UUID, list[User]] = {row.case_id: [] for row in found}
    shares: list[tuple[UUID, User]] = [
        (one.content_object_id, one.user) for row in found for one in row.case.shares.all()
    ]
    for case, user in sorted(shares, key=lambda one: one[1].name):
        named[case].append(user)
    return named


def who_may_see(actor: Actor) -> AreaQuerySet[Membership]:
    """To whom a case may be opened, by name: those who work on cases here."""
    return members_who_may(actor, Perm.CASE_VIEW).filter(user__is_active=True)


def team_members(case: Case, actor: Actor) -> AreaQuerySet[Membership]:
    """The team of a case: they are named already when it is restricted."""
    team = CaseWorker.objects.visible_to(actor).filter(case=case, until_at=None)
    return who_may_see(actor).filter(user__in=team.values("user"))
