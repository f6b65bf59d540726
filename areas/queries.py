from __future__ import annotations

from django.db.models import QuerySet

from .actor import Actor
from .context import settings_of
from .models import Area, Membership, Practitioner, User
from .roles import GRANTS, Perm, Role
from .scoping import AreaQuerySet
from .tenancy import in_area


def live_areas() -> QuerySet[Area]:
    """The areas at work, by name: what beat and commands go through, one after the other."""
    return Area.objects.filter(is_live=True).order_by("name")


def days_to_contact(area: Area) -> int:
    """Within how many working days the area gets in touch with whoever asked for it: to decide,
    and then to the first contact.
    """
    with in_area(area.pk):
        settings = settings_of(Actor.public(area))
    return settings.triage_days + settings.first_contact_days


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
