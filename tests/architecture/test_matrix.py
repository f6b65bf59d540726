from uuid import UUID

import pytest

from areas.roles import GRANTS, Role
from tests.architecture.addresses import area_pages, pages, row_pages

WHO = {
    "referrer": Role.REFERRER,
    "guest": Role.GUEST,
    "coordinator": Role.COORDINATOR,
    "facilitator": Role.PRACTITIONER,
    "supervisor": Role.SUPERVISOR,
    "manager": Role.MANAGER,
    "commissioner": Role.COMMISSIONER,
}
NOWHERE = {
    "str": "KNT-26-99999",
    "slug": "2026-27-q2",
    "uuid": UUID(int=0),
    "int": 999,
    "path": "nowhere",
}
COMES_IN = {200, 302, 405}
NOT_THERE = COMES_IN | {404}


@pytest.fixture(autouse=True)
def guest(world):
    return world.join("guest", Role.GUEST, agency=world.probation)


def address(page, area):
    values = {
        argument: NOWHERE.get(kind, "nowhere")
        for kind, argument in zip(page.kinds, page.arguments, strict=True)
    }
    return page.path(**{**values, "area": area.slug})


@pytest.mark.parametrize("place", area_pages(), ids=lambda page: page.name)
def test_a_page_opens_for_the_roles_of_the_matrix_and_no_other(world, place):
    answers = {who: world.client(who).get(address(place, world.kent)).status_code for who in WHO}

    assert {who for who, status in answers.items() if status in COMES_IN} == {
        who for who, role in WHO.items() if place.perm in GRANTS[role]
    }
    assert {status for status in answers.values() if status not in COMES_IN} <= {403}


@pytest.mark.parametrize("place", row_pages(), ids=lambda page: page.name)
def test_a_role_is_turned_away_before_anybody_learns_whether_a_row_exists(world, place):
    answers = {who: world.client(who).get(address(place, world.kent)).status_code for who in WHO}

    assert {who for who, status in answers.items() if status in {403, 405}} >= {
        who for who, role in WHO.items() if place.perm not in GRANTS[role]
    }
    assert {
        who
        for who, role in WHO.items()
        if place.perm in GRANTS[role] and answers[who] not in NOT_THERE
    } == set()


def test_strangers_neighbours_and_nobody_come_in_nowhere(world, client):
    for page in pages():
        if page.has_area:
            path = address(page, world.kent)
            assert world.client("stranger").get(path).status_code in {404, 405}, path
            assert world.client("neighbour").get(path).status_code in {404, 405}, path
            assert client.get(path).status_code in {302, 401, 405}, path


def test_an_area_that_is_not_live_is_nowhere(world):
    world.kent.is_live = False
    world.kent.save()

    for page in area_pages():
        assert world.client("manager").get(address(page, world.kent)).status_code in {404, 405}
