from dataclasses import FrozenInstanceError

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from areas.actor import Actor
from areas.models import ApiKey, Membership
from areas.roles import GRANTS, SYSTEM_GRANTS, Perm, Role
from areas.tenancy import in_area, set_context
from tests.factories.areas import ApiKeyFactory


def enters(world, name, slug="kent"):
    user = world.users[name]
    with in_area(None, user.pk):
        return Actor.entering(slug, user)


def test_a_member_enters_with_the_permissions_of_their_role(world):
    actor = enters(world, "supervisor")

    assert (actor.area, actor.user) == (world.kent, world.users["supervisor"])
    assert actor.roles == {Role.SUPERVISOR}
    assert actor.perms == GRANTS[Role.SUPERVISOR]
    assert (actor.area_id, actor.user_id) == (world.kent.pk, world.users["supervisor"].pk)


def test_several_roles_give_the_union_of_their_permissions(world):
    actor = enters(world, "neighbour", "avon")

    assert actor.perms == GRANTS[Role.COORDINATOR] | GRANTS[Role.MANAGER]


def test_a_referrer_enters_for_their_agency(world):
    assert enters(world, "referrer").agency_id == world.probation.pk


@pytest.mark.parametrize(
    ("name", "slug"), [("stranger", "kent"), ("neighbour", "kent"), ("manager", "nowhere")]
)
def test_whoever_does_not_belong_may_not_learn_that_the_area_exists(world, name, slug):
    with pytest.raises(Http404):
        enters(world, name, slug)


def test_a_membership_that_ended_is_none(world):
    with in_area(world.kent.pk):
        Membership.objects.filter(user=world.users["manager"]).update(is_active=False)

    with pytest.raises(Http404):
        enters(world, "manager")


def test_a_closed_account_is_nobody(world):
    world.users["manager"].is_active = False
    world.users["manager"].save()

    with pytest.raises(Http404):
        enters(world, "manager")


def test_an_area_that_has_not_started_cannot_be_entered(world):
    world.kent.is_live = False
    world.kent.save()

    with pytest.raises(Http404):
        enters(world, "manager")


def test_another_user_s_membership_cannot_be_borrowed(world):
    set_context(area_id=None, user_id=world.users["stranger"].pk)

    with pytest.raises(Http404):
        Actor.entering("kent", world.users["manager"])


def test_must_refuses_what_the_role_does_not_hold(world):
    actor = enters(world, "commissioner")
    actor.must(Perm.REPORT_READ)

    with pytest.raises(PermissionDenied, match="case_view"):
        actor.must(Perm.CASE_VIEW)
    assert (actor.may(Perm.REPORT_READ), actor.may(Perm.CASE_VIEW)) == (True, False)


def test_an_actor_cannot_be_given_more_afterwards(world):
    with pytest.raises(FrozenInstanceError):
        enters(world, "commissioner").perms = frozenset(Perm)


def test_the_system_acts_in_one_area_as_nobody(world):
    actor = Actor.system(world.kent)

    assert (actor.area_id, actor.user_id, actor.roles) == (world.kent.pk, None, frozenset())
    assert actor.perms == SYSTEM_GRANTS


def test_the_system_may_nothing_that_only_a_person_may_do():
    assert frozenset(Perm) - SYSTEM_GRANTS == {
        Perm.REFERRAL_SEND_IN,
        Perm.AREA_CONFIGURE,
        Perm.CASE_RESTRICT,
        Perm.ORDER_AGREE,
        Perm.RECORD_SENSITIVE,
        Perm.CONTACT_BREAK_GLASS,
        Perm.CONTACT_REVEAL,
        Perm.REFERRAL_REVEAL,
        Perm.REPORT_PUBLISH,
        Perm.RISK_SIGN_OFF,
    }


def test_the_public_puts_something_in_and_has_no_other_right(world):
    actor = Actor.public(world.kent)

    assert (actor.area_id, actor.user_id, actor.roles) == (world.kent.pk, None, frozenset())
    assert actor.perms == {Perm.REFERRAL_SEND_IN}


def test_a_system_has_the_scopes_of_its_key_for_its_agency(world):
    key = ApiKeyFactory(area=world.kent, agency=world.probation, scopes=[ApiKey.Scope.CREATE])
    actor = Actor.by_key(key)

    assert (actor.area_id, actor.user_id, actor.key_id) == (world.kent.pk, None, key.pk)
    assert actor.agency_id == world.probation.pk
    assert actor.perms == {Perm.AREA_ENTER, Perm.REFERRAL_MAKE}


def test_the_matrix_is_that_of_the_architecture():
    def holders(perm):
        return {role for role in Role if perm in GRANTS[role]}

    assert holders(Perm.RISK_SIGN_OFF) == {Role.SUPERVISOR, Role.MANAGER}
    assert holders(Perm.RECORD_SENSITIVE) == {Role.SUPERVISOR, Role.MANAGER}
    assert holders(Perm.REPORT_PUBLISH) == {Role.MANAGER}
    assert holders(Perm.AREA_CONFIGURE) == {Role.MANAGER}
    assert holders(Perm.ORDER_AGREE) == {Role.MANAGER}
    assert holders(Perm.CONTACT_REVEAL) == {Role.PRACTITIONER}
    assert holders(Perm.REFERRAL_REVEAL) == {Role.COORDINATOR}
    assert holders(Perm.CONTACT_BREAK_GLASS) == {Role.MANAGER}
    assert holders(Perm.CASE_VIEW_ALL) == {Role.COORDINATOR, Role.SUPERVISOR, Role.MANAGER}
    assert GRANTS[Role.COMMISSIONER] == {Perm.AREA_ENTER, Perm.REPORT_READ}
