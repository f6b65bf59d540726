import pytest
from django.contrib.auth.models import Permission
from django.db.utils import ProgrammingError

from areas.grants import share, shared_pks, unshare
from areas.tenancy import in_area
from cases.models import Case, CaseShare
from tests.factories.cases import CaseFactory
from tests.factories.people import PersonFactory


def shared(user):
    return [pk for (pk,) in shared_pks(Case, user).values_list("pk")]


def test_a_row_is_shared_with_one_named_user(world):
    case = CaseFactory(area=world.kent)
    CaseFactory(area=world.kent)
    share(case, with_user=world.users["colleague"])

    assert shared(world.users["colleague"]) == [case.pk]
    assert shared(world.users["facilitator"]) == []
    assert list(CaseShare.objects.values_list("area", flat=True)) == [world.kent.pk]


def test_what_was_shared_is_taken_back(world):
    case = CaseFactory(area=world.kent)
    share(case, with_user=world.users["colleague"])
    unshare(case, with_user=world.users["colleague"])

    assert shared(world.users["colleague"]) == []


def test_a_global_permission_and_a_superuser_count_for_nothing(world):
    CaseFactory(area=world.kent)
    user = world.users["colleague"]
    user.user_permissions.add(Permission.objects.get(codename="view_case"))
    user.is_superuser = True
    user.save()

    assert shared(user) == []


def test_what_has_no_table_of_its_own_cannot_be_shared_at_all(world):
    with pytest.raises(ProgrammingError, match="permission denied"), in_area(world.kent.pk):
        share(PersonFactory(area=world.kent), with_user=world.users["colleague"])


def test_another_area_does_not_see_the_share(world):
    share(CaseFactory(area=world.kent), with_user=world.users["neighbour"])
    with in_area(world.avon.pk):
        assert shared(world.users["neighbour"]) == []
