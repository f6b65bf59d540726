from django.urls import reverse

from areas.models import FormReceipt, SecurityEvent
from audit.models import Event
from tests.moments import NOON  # noqa: F401


def settings_page(area):
    return reverse("areas:settings", args=[area.slug])


def test_a_member_with_the_permission_comes_in(world):
    assert world.client("manager").get(settings_page(world.kent)).status_code == 200


def test_a_stranger_gets_404_and_is_written_down(world):
    answer = world.client("stranger").get(settings_page(world.kent))

    assert answer.status_code == 404
    assert list(SecurityEvent.objects.values_list("kind", "user_id", "page").exclude(kind="signed_in")) == [
        ("stranger", world.users["stranger"].pk, "areas:settings")
    ]


def test_a_member_of_another_area_gets_404(world):
    assert world.client("neighbour").get(settings_page(world.kent)).status_code == 404


def test_a_member_without_the_permission_gets_403_and_it_is_recorded(world):
    answer = world.client("commissioner").get(settings_page(world.kent))

    assert answer.status_code == 403
    assert list(Event.objects.values_list("verb", "outcome", "actor_id", "subject_id")) == [
        ("request.refused", "refused", world.users["commissioner"].pk, "areas:settings")
    ]


def test_nobody_signed_in_is_led_to_sign_in(world, client):
    answer = client.get(settings_page(world.kent))

    assert answer.status_code == 302
    assert answer["Location"] == f"/sign-in/?next={settings_page(world.kent)}"
