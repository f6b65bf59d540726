"""A world of two areas with a stranger: the composed fixture of most tests."""

from dataclasses import dataclass, field

from django.db import connection
from django.test import Client

from areas.actor import Actor
from areas.models import Agency, Area, User
from areas.roles import Role
from areas.tenancy import in_area, set_context
from tests.factories.areas import (
    AgencyFactory,
    AreaFactory,
    AreaSettingsFactory,
    MembershipFactory,
    PractitionerFactory,
    UserFactory,
)


@dataclass
class World:
    """Kent is ours, Avon is another; each user is named by what they are."""

    kent: Area
    avon: Area
    probation: Agency
    users: dict[str, User] = field(default_factory=dict)

    def join(
        self, name: str, *roles: Role, area: Area | None = None, agency: Agency | None = None
    ) -> User:
        area = area or self.kent
        user = self.users.get(name) or UserFactory(
            email=f"{name}@service.invalid", name=name.capitalize()
        )
        MembershipFactory(area=area, user=user, roles=list(roles), agency=agency)
        if Role.PRACTITIONER in roles:
            PractitionerFactory(area=area, user=user)
        self.users[name] = user
        return user

    def actor(self, name: str, area: Area | None = None) -> Actor:
        """The user at the door of an area; the test's transaction is bound to it from here on."""
        user = self.users[name]
        area = area or self.kent
        with in_area(None, user.pk):
            actor = Actor.entering(area.slug, user)
        stand_in(area, user)
        return actor

    def client(self, name: str) -> Client:
        client = Client()
        sign_in(client, self.users[name])
        return client


def stand_in(area: Area, user: User | None = None) -> None:
    """Bind the test's transaction to an area; a test that commits has none and uses `in_area`
    itself.
    """
    if connection.in_atomic_block:
        set_context(area_id=area.pk, user_id=user.pk if user else None)


def sign_in(client: Client, user: User) -> None:
    """The one way in which tests sign in; second factors will be dealt with here."""
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")


def make_world() -> World:
    kent = AreaFactory(slug="kent", name="Kent", code="KNT")
    avon = AreaFactory(slug="avon", name="Avon", code="AVN")
    for area in (kent, avon):
        AreaSettingsFactory(area=area)
    world = World(kent, avon, AgencyFactory(area=kent, name="Kent Probation"))
    world.join("referrer", Role.REFERRER, agency=world.probation)
    world.join("coordinator", Role.COORDINATOR)
    world.join("facilitator", Role.PRACTITIONER)
    world.join("colleague", Role.PRACTITIONER)
    world.join("supervisor", Role.SUPERVISOR)
    world.join("manager", Role.MANAGER)
    world.join("deputy", Role.MANAGER)
    world.join("commissioner", Role.COMMISSIONER)
    world.join("neighbour", Role.COORDINATOR, Role.MANAGER, area=avon)
    world.users["stranger"] = UserFactory(email="stranger@service.invalid", name="Stranger")
    stand_in(kent)
    return world
