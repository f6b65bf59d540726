"""Who works in the demonstration areas. Nobody here exists; `.example` reaches nobody."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.contrib.auth.hashers import make_password

from areas.actor import Actor
from areas.models import Agency, Area, Membership, Practitioner, User
from areas.roles import Role
from areas.tenancy import set_context

PASSWORD = "restorative-demo-2026"  # noqa: S105 -- known to everybody: production refuses to load this data
Level = Practitioner.Level


@dataclass(frozen=True, slots=True)
class Member:
    """One account of an area: address, name, roles, and a level for who facilitates."""

    key: str
    name: str
    roles: tuple[Role, ...]
    level: Level | None = None
    is_volunteer: bool = False


MEMBERS = (
    Member("referrer", "Chris Osei", (Role.REFERRER,)),
    Member("coordinator", "Carys Bennett", (Role.COORDINATOR,)),
    Member("facilitator", "Farah Malik", (Role.PRACTITIONER,), Level.ADVANCED),
    Member("colleague", "Owen Price", (Role.PRACTITIONER,), Level.INTERMEDIATE),
    Member("volunteer", "Grace Adeyemi", (Role.PRACTITIONER,), Level.FOUNDATION, is_volunteer=True),
    Member("supervisor", "Sunita Rao", (Role.SUPERVISOR,)),
    Member("manager", "Martin Hughes", (Role.MANAGER,)),
    Member("deputy", "Denise Clarke", (Role.MANAGER,)),
    Member("commissioner", "Colin Barker", (Role.COMMISSIONER,)),
)


class Service:
    """One demonstration area with its people: `service.as_("coordinator")` acts as one of them."""

    def __init__(self, area: Area) -> None:
        self.area = area
        self.users: dict[str, User] = {}
        self.actors: dict[str, Actor] = {}

    def hire(self) -> None:
        """Make the accounts, the agency that refers, and the facilitators' levels."""
        set_context(area_id=self.area.pk, user_id=None)
        agency = Agency.objects.create(
            area=self.area, name=f"{self.area.name} Probation", kind=Agency.Kind.PROBATION
        )
        for member in MEMBERS:
            email = f"{member.key}@{self.area.slug}.example"
            user = User.objects.create(email=email, name=member.name, password=hashed())
            Membership.objects.create(
                area=self.area,
                user=user,
                roles=list(member.roles),
                agency=agency if Role.REFERRER in member.roles else None,
            )
            if member.level:
                Practitioner.objects.create(
                    area=self.area, user=user, level=member.level, is_volunteer=member.is_volunteer
                )
            self.users[member.key] = user

    def as_(self, key: str) -> Actor:
        """The member at the area's door; the transaction is bound to them from here on."""
        user = self.users[key]
        if key not in self.actors:
            set_context(area_id=None, user_id=user.pk)
            self.actors[key] = Actor.entering(self.area.slug, user)
        set_context(area_id=self.area.pk, user_id=user.pk)
        return self.actors[key]

    def system(self) -> Actor:
        """The program, for what comes in by itself: the web, another system."""
        set_context(area_id=self.area.pk, user_id=None)
        return Actor.system(self.area)


@cache
def hashed() -> str:
    """One hash for all: they share the password, and each hash takes a while by design."""
    return make_password(PASSWORD)


def sign_ins(areas: list[Area]) -> str:
    """The part of the card that says who to sign in as."""
    lines = ["Sign in (made-up people; one password for all):", f"  password      {PASSWORD}"]
    first = areas[0].slug
    lines += [
        f"  {member.key:<13} {member.key}@{first}.example   {member.name}" for member in MEMBERS
    ]
    others = ", ".join(f"@{area.slug}.example" for area in areas[1:])
    return "\n".join([*lines, f"  the same people work at {others}"])
