import pytest

from areas.navigation import navigation
from areas.roles import Role


def labels(world, who, path="/"):
    return [place.label for place in navigation(world.actor(who), path)]


@pytest.mark.parametrize(
    ("who", "places"),
    [
        ("referrer", ["My referrals", "Shared with us"]),
        ("facilitator", ["My day", "Cases", "Find", "Programmes"]),
        (
            "coordinator",
            ["Referrals", "My day", "Cases", "Caseload", "Find", "Programmes", "Figures"],
        ),
        ("supervisor", ["Referrals", "Cases", "Find", "Programmes", "Risk", "Concerns", "Figures"]),
        ("commissioner", ["Published reports"]),
    ],
)
def test_a_role_sees_the_places_that_it_may_open(world, who, places):
    assert labels(world, who) == places


def test_a_service_manager_sees_the_settings(world):
    assert labels(world, "manager")[-1] == "Settings"


def test_the_place_of_the_present_page_is_marked(world):
    places = navigation(world.actor("coordinator"), "/areas/kent/cases/KNT-26-00001/")

    assert [place.label for place in places if place.active] == ["Cases"]


def test_only_the_nearest_place_is_marked(world):
    world.join("both", Role.COORDINATOR, Role.REFERRER, agency=world.probation)
    places = navigation(world.actor("both"), "/areas/kent/referrals/own/")

    assert [place.label for place in places if place.active] == ["My referrals"]


def test_elsewhere_nothing_is_marked(world):
    assert [
        place for place in navigation(world.actor("manager"), "/areas/kent/") if place.active
    ] == []
