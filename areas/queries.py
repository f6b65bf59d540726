from __future__ import annotations

from django.db.models import QuerySet

from .actor import Actor
from .models import Area, Membership, Practitioner, User
from .roles import GRANTS, Perm, Role
from .scoping import AreaQuerySet


def live_areas() -> QuerySet[Area]:
    """The areas at work, by name: what beat and commands go through, one after the other."""
    return Area.objects.filter(is_live=True).order_by("name")


def areas_of(user: User) -> list[Area]:
    """The live areas that a user belongs to, by name. The transaction must carry the user."""
    members = Membership.objects.filter(
        user=user, is_active=True, area__is_live=True
    ).select_related("area")
    return sorted((member.area for member in members), key=lambda area: area.name)


def members_who_may(actor: Actor, perm: Perm) -> AreaQuerySet[Membership]:
    """The area's active members with a permission, by name."""
    roles = [role for role in Role if perm in GRANTS[role]]
    rows = Membership.objects.visible_to(actor).filter(is_active=True, roles__overlap=roles)
    return rows.select_related("user").order_by("user__name")


def practitioners(actor: Actor) -> AreaQuerySet[Practitioner]:
    """Those who may be given a case, by name."""
    return (
        Practitioner.objects
        .visible_to(actor)
        .filter(is_active=True)
        .select_related("user")
        .order_by("user__name")
    )
