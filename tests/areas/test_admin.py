import pytest
from django.urls import reverse

from areas.models import Area, User


@pytest.fixture
def desk(world, client):
    administrator = User.objects.create_superuser("root@service.invalid", "a long enough password")
    client.force_login(administrator, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_nobody_but_staff_sees_the_desk(world, client):
    assert client.get("/admin/").status_code == 302
    assert world.client("manager").get("/admin/").status_code in {302, 403}


def test_the_administrator_sees_users_and_areas(desk, world):
    assert desk.get(reverse("admin:areas_user_changelist")).status_code == 200
    assert desk.get(reverse("admin:areas_area_changelist")).status_code == 200


def test_the_administrator_opens_and_closes_an_account(desk, world):
    user = world.users["manager"]
    page = reverse("admin:areas_user_change", args=[user.pk])
    desk.post(page, {"email": user.email, "name": "Manager Moss"})
    user.refresh_from_db()

    assert (user.name, user.is_active) == ("Manager Moss", False)


def test_nobody_is_made_a_superuser_at_the_desk(desk, world):
    user = world.users["manager"]
    page = reverse("admin:areas_user_change", args=[user.pk])
    desk.post(page, {"email": user.email, "name": "M", "is_superuser": "on", "is_active": "on"})
    user.refresh_from_db()

    assert user.is_superuser is False


def test_a_service_is_switched_on(desk, world):
    desk.post(
        reverse("admin:areas_area_change", args=[world.kent.pk]),
        {"service_name": "Restorative Kent", "name": "Elsewhere", "telephone": "01622 960 001"},
    )
    area = Area.objects.get(pk=world.kent.pk)

    assert (area.is_live, area.name, area.telephone) == (False, "Kent", "01622 960 001")


def test_neither_areas_nor_users_are_deleted_and_areas_are_not_made(desk, world):
    forbidden = [
        reverse("admin:areas_area_add"),
        reverse("admin:areas_area_delete", args=[world.kent.pk]),
        reverse("admin:areas_user_delete", args=[world.users["manager"].pk]),
    ]

    assert [desk.get(page).status_code for page in forbidden] == [403, 403, 403]


def test_the_administrator_of_the_platform_has_no_door_into_an_area(desk, world):
    assert desk.get(reverse("areas:settings", args=["kent"])).status_code == 404
