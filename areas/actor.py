"""A user acting in one area: user, area and rights in one frozen value that cannot be had without
membership.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404

from .models import ApiKey, Area, Membership, User
from .roles import GRANTS, PUBLIC_GRANTS, SYSTEM_GRANTS, Perm, Role


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody acting in one area. Build it only with `entering`, `system`, `public` or `by_key`.

    `key_id` is the API key of another system that acts for its agency.
    """

    area: Area
    user: User | None
    roles: frozenset[Role]
    perms: frozenset[Perm]
    agency_id: UUID | None = None
    key_id: UUID | None = None

    @property
    def area_id(self) -> UUID:
        return self.area.pk

    @property
    def user_id(self) -> UUID | None:
        return self.user.pk if self.user else None

    def may(self, perm: Perm) -> bool:
        return perm in self.perms

    def must(self, perm: Perm) -> None:
        """Raise PermissionDenied (403) unless the actor has the permission."""
        if perm not in self.perms:
            raise PermissionDenied(perm.value)

    @classmethod
    def entering(cls, slug: str, user: User) -> Self:
        """The user as a member of the area, or 404: a stranger may not learn that it exists.

        Read before the area is known, so the transaction must carry the user
        (`tenancy.set_context`).
        """
        member = (
            Membership.objects
            .select_related("area")
            .filter(
                area__slug=slug,
                area__is_live=True,
                user_id=user.pk,
                is_active=True,
                user__is_active=True,
            )
            .first()
        )
        if member is None:
            raise Http404
        roles = frozenset(Role(role) for role in member.roles)
        perms = frozenset().union(*(GRANTS[role] for role in roles))
        return cls(
            area=member.area, user=user, roles=roles, perms=perms, agency_id=member.agency_id
        )

    @classmethod
    def system(cls, area: Area) -> Self:
        """The program itself at work in one area: reminders, messages, rendering."""
        return cls(area=area, user=None, roles=frozenset(), perms=SYSTEM_GRANTS)

    @classmethod
    def public(cls, area: Area) -> Self:
        """Somebody without an account, who may only put an arrival into the area."""
        return cls(area=area, user=None, roles=frozenset(), perms=PUBLIC_GRANTS)

    @classmethod
    def by_key(cls, key: ApiKey) -> Self:
        """Another system with the scopes of its key, for the agency that the key belongs to."""
        perms = frozenset(Perm(scope) for scope in key.scopes) | {Perm.AREA_ENTER}
        return cls(
            area=key.area,
            user=None,
            roles=frozenset(),
            perms=perms,
            agency_id=key.agency_id,
            key_id=key.pk,
        )
