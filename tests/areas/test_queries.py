from areas.models import Membership, Practitioner
from areas.queries import areas_of, live_areas, members_who_may, practitioners
from areas.roles import Perm, Role
from areas.tenancy import in_area
from tests.factories.areas import AreaFactory


def test_the_areas_of_a_user_are_those_they_belong_to_now(world):
    world.join("manager", Role.COORDINATOR, area=world.avon)
    AreaFactory(slug="third")
    user = world.users["manager"]
    with in_area(None, user.pk):
        assert [area.slug for area in areas_of(user)] == ["avon", "kent"]
    with in_area(world.avon.pk):
        Membership.objects.filter(user=user).update(is_active=False)
    with in_area(None, user.pk):
        assert [area.slug for area in areas_of(user)] == ["kent"]


def test_the_areas_at_work_come_by_name(world):
    AreaFactory(slug="asleep", is_live=False)

    assert [area.slug for area in live_areas()] == ["avon", "kent"]


def test_members_who_may_are_found_by_what_their_roles_grant(world):
    manager = world.actor("manager")

    assert [member.user.name for member in members_who_may(manager, Perm.RISK_SIGN_OFF)] == [
        "Deputy",
        "Manager",
        "Supervisor",
    ]


def test_practitioners_are_the_active_ones_of_the_area(world):
    Practitioner.objects.filter(user=world.users["colleague"]).update(is_active=False)

    assert [row.user.name for row in practitioners(world.actor("coordinator"))] == ["Facilitator"]
