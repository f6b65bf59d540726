from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from areas.models import Agency, FormReceipt, SecurityEvent
from areas.tenancy import in_area
from audit.models import Event

KEY = "8d1f2bd6-58b4-4f3c-9d52-3f4c1d4e8f10"


def made(world):
    return Agency.objects.exclude(pk=world.probation.pk).count()


def settings_page(area):
    return reverse("areas:settings", args=[area.slug])


def test_a_member_with_the_permission_comes_in(world):
    assert world.client("manager").get(settings_page(world.kent)).status_code == 200


def test_a_stranger_gets_404_and_is_written_down(world):
    answer = world.client("stranger").get(settings_page(world.kent))

    assert answer.status_code == 404
    assert list(
        SecurityEvent.objects.values_list("kind", "user_id", "page").exclude(kind="signed_in")
    ) == [("stranger", world.users["stranger"].pk, "areas:settings")]


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


def test_a_form_that_is_sent_twice_lands_once_and_leads_to_the_first_answer(world, settings):
    settings.ROOT_URLCONF = "tests.areas.pages"
    client = world.client("manager")
    form = {"form_key": KEY, "name": "Probation"}
    first = client.post("/areas/kent/make/", form)
    second = client.post("/areas/kent/make/", form)

    assert (first.status_code, second.status_code) == (302, 302)
    assert second["Location"] == first["Location"]
    assert made(world) == 1


def test_a_form_that_came_back_with_other_answers_is_another_form(world, settings):
    settings.ROOT_URLCONF = "tests.areas.pages"
    client = world.client("manager")
    client.post("/areas/kent/make/", {"form_key": KEY, "name": "Probation"})
    client.post("/areas/kent/make/", {"form_key": KEY, "name": "Prison"})

    assert made(world) == 2


@pytest.mark.parametrize(("second", "rows"), [(b"one", 1), (b"two", 2)])
def test_another_file_of_the_same_name_is_another_answer(world, settings, second, rows):
    settings.ROOT_URLCONF = "tests.areas.pages"
    client = world.client("manager")
    for content in (b"one", second):
        file = SimpleUploadedFile("statement.pdf", content)
        client.post("/areas/kent/make/", {"form_key": KEY, "name": "Probation", "document": file})

    assert made(world) == rows


def test_a_refused_form_may_be_sent_again(world, settings):
    settings.ROOT_URLCONF = "tests.areas.pages"
    client = world.client("manager")
    refused = client.post("/areas/kent/make/", {"form_key": KEY, "name": ""})
    again = client.post("/areas/kent/make/", {"form_key": KEY, "name": ""})

    assert (refused.status_code, again.status_code) == (422, 422)
    assert (made(world), FormReceipt.objects.count()) == (0, 0)


def test_a_form_that_leads_nowhere_frees_its_key(world, settings):
    settings.ROOT_URLCONF = "tests.areas.pages"
    client = world.client("manager")
    stays = {"form_key": KEY, "name": "Probation", "stay": "yes"}
    answers = [client.post("/areas/kent/make/", stays).status_code for _ in range(2)]

    assert answers == [200, 200]
    assert (made(world), FormReceipt.objects.count()) == (2, 0)


def test_the_key_of_one_user_is_not_another_s(world, settings):
    settings.ROOT_URLCONF = "tests.areas.pages"
    for who in ("manager", "deputy"):
        world.client(who).post("/areas/kent/make/", {"form_key": KEY, "name": "Probation"})

    assert made(world) == 2


@pytest.mark.parametrize("key", ["", "no key"])
def test_a_form_without_a_key_lands_each_time(world, settings, key):
    settings.ROOT_URLCONF = "tests.areas.pages"
    client = world.client("manager")
    for _ in range(2):
        client.post("/areas/kent/make/", {"form_key": key, "name": "Probation"})

    assert made(world) == 2


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_moment_land_once(world, settings):
    settings.ROOT_URLCONF = "tests.areas.pages"
    clients = [world.client("manager") for _ in range(4)]
    at_once = Barrier(4)

    def press(client):
        at_once.wait()
        try:
            answer = client.post("/areas/kent/make/", {"form_key": KEY, "name": "Probation"})
        finally:
            connection.close()
        return answer.status_code, answer["Location"]

    with ThreadPoolExecutor(4) as threads:
        answers = set(threads.map(press, clients))

    assert [status for status, _ in answers] == [302]
    with in_area(world.kent.pk):
        assert made(world) == 1
