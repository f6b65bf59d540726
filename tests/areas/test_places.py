from django.urls import reverse

from areas.roles import Role
from areas.tenancy import in_area


def test_the_front_door_leads_to_one_s_areas(world):
    assert world.client("manager").get("/")["Location"] == "/areas/"


def test_one_area_alone_is_entered_at_once(world):
    answer = world.client("manager").get(reverse("areas:choose"))

    assert (answer.status_code, answer["Location"]) == (302, "/areas/kent/")


def test_several_areas_are_offered_by_name(world):
    with in_area(world.avon.pk):
        world.join("manager", Role.COORDINATOR, area=world.avon)
    answer = world.client("manager").get(reverse("areas:choose"))

    assert answer.status_code == 200
    assert [area.name for area in answer.context["areas"]] == ["Avon", "Kent"]
    assert 'href="/areas/avon/"' in answer.content.decode()


def test_no_area_is_told_in_a_sentence(world):
    answer = world.client("stranger").get(reverse("areas:choose"))

    assert answer.status_code == 200
    assert "You do not belong to any area yet." in answer.content.decode()


def test_an_area_that_is_not_live_is_not_offered(world):
    world.kent.is_live = False
    world.kent.save()

    assert world.client("manager").get(reverse("areas:choose")).context["areas"] == []


def test_nobody_signed_in_is_led_to_sign_in(client, db):
    assert client.get(reverse("areas:choose"))["Location"] == "/sign-in/?next=/areas/"


def test_an_area_s_first_page_is_the_first_that_the_role_may_open(world):
    first = {
        who: world.client(who).get("/areas/kent/")["Location"]
        for who in world.users
        if who not in {"stranger", "neighbour"}
    }

    assert first == {
        "referrer": "/areas/kent/referrals/own/",
        "coordinator": "/areas/kent/referrals/",
        "facilitator": "/areas/kent/my-day/",
        "colleague": "/areas/kent/my-day/",
        "supervisor": "/areas/kent/referrals/",
        "manager": "/areas/kent/referrals/",
        "deputy": "/areas/kent/referrals/",
        "commissioner": "/areas/kent/reports/published/",
    }


def test_a_stranger_does_not_learn_that_the_area_exists(world):
    assert world.client("stranger").get("/areas/kent/").status_code == 404
    assert world.client("stranger").get("/areas/nowhere/").status_code == 404


def test_a_member_without_any_role_is_told_that_they_may_not(world):
    world.join("nobody")

    assert world.client("nobody").get("/areas/kent/").status_code == 403
