"""The agencies that refer to an area, with their mail domains and their people."""

from __future__ import annotations

from dataclasses import dataclass

from areas.actor import Actor
from areas.models import Agency, AgencyDomain, Membership
from areas.roles import Role
from areas.scoping import AreaQuerySet


@dataclass(frozen=True, slots=True)
class Partner:
    agency: Agency
    domains: list[AgencyDomain]
    people: list[tuple[Membership, bool]]
    """Its members who may come in, and whether each is a guest."""


def agencies_of(actor: Actor) -> AreaQuerySet[Agency]:
    return Agency.objects.visible_to(actor).order_by("name")


def domains_of(actor: Actor) -> AreaQuerySet[AgencyDomain]:
    return AgencyDomain.objects.visible_to(actor).select_related("agency").order_by("domain")


def referrers_of(actor: Actor) -> AreaQuerySet[Membership]:
    """Those who refer for an agency, by name: account holders and guests."""
    rows = Membership.objects.visible_to(actor).filter(is_active=True)
    rows = rows.filter(roles__overlap=[Role.REFERRER, Role.GUEST])
    return rows.select_related("user").order_by("user__name", "user__email")


def partners(actor: Actor) -> list[Partner]:
    domains, people = list(domains_of(actor)), list(referrers_of(actor))
    return [
        Partner(
            agency,
            [one for one in domains if one.agency_id == agency.pk],
            [(one, Role.GUEST in one.roles) for one in people if one.agency_id == agency.pk],
        )
        for agency in agencies_of(actor)
    ]
