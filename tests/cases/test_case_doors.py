import pytest
from django.urls import reverse

from areas.grants import share
from audit.models import Event
from cases.models import CaseShare
from tests.cases.made import jessica_of, two_sided_case, url
from tests.moments import NOON

OF_CASE = [
    "detail",
    "people",
    "history",
    "allocate",
    "participant_add",
    "move",
    "step_back",
    "hold",
    "close",
    "reopen",
]
OF_PERSON = ["participant", "withdraw"]
READING = ["detail", "people", "history"]


@pytest.mark.parametrize("name", OF_CASE)
def test_a_coordinator_opens_every_page_of_a_case(world, case, name):
    assert world.client("coordinator").get(url(name, case)).status_code == 200


@pytest.mark.parametrize("name", OF_PERSON)
def test_a_facilitator_opens_every_page_of_a_person(world, case, name):
    page = url(name, case, jessica_of(case).pk)

    assert world.client("facilitator").get(page).status_code == 200


@pytest.mark.parametrize("name", OF_CASE)
@pytest.mark.parametrize("who", ["stranger", "neighbour"])
def test_a_stranger_and_a_neighbour_get_404(world, case, name, who):
    assert world.client(who).get(url(name, case)).status_code == 404


@pytest.mark.parametrize("name", OF_CASE)
def test_another_areas_reference_is_not_found_through_ones_own_door(world, name):
    case = two_sided_case(world, area=world.avon)

    assert world.client("manager").get(url(name, case)).status_code == 404


@pytest.mark.parametrize("name", OF_PERSON)
def test_a_person_of_another_case_is_not_found_through_this_one(world, case, name):
    other = jessica_of(two_sided_case(world))

    assert world.client("coordinator").get(url(name, case, other.pk)).status_code == 404


@pytest.mark.parametrize("name", OF_CASE)
def test_a_commissioner_gets_403(world, case, name):
    assert world.client("commissioner").get(url(name, case)).status_code == 403


@pytest.mark.parametrize("name", [name for name in OF_CASE if name not in READING])
def test_a_supervisor_reads_and_changes_nothing(world, case, name):
    assert world.client("supervisor").get(url(name, case)).status_code == 403


@pytest.mark.parametrize("name", READING)
def test_reading_a_case_is_recorded(world, case, name):
    world.client("supervisor").get(url(name, case))

    assert Event.objects.filter(verb="case.viewed", subject_id=str(case.pk)).count() == 1


@pytest.mark.parametrize("name", READING)
def test_a_facilitator_does_not_find_a_case_that_is_not_theirs(world, name):
    case = two_sided_case(world, with_team=False)

    assert world.client("facilitator").get(url(name, case)).status_code == 404


def test_a_facilitator_taken_off_a_case_does_not_find_it_any_more(world, case):
    case.workers.filter(user=world.users["colleague"]).update(until_at=NOON)

    assert world.client("colleague").get(url("detail", case)).status_code == 404


@pytest.mark.parametrize("who", ["coordinator", "facilitator", "manager", "supervisor"])
def test_a_restricted_case_is_not_there_for_those_not_named(world, who):
    case = two_sided_case(world, is_restricted=True)
    client = world.client(who)

    assert client.get(url("detail", case)).status_code == 404
    assert case.reference not in client.get(reverse("cases:list", args=["kent"])).content.decode()


@pytest.mark.parametrize("who", ["coordinator", "facilitator"])
def test_a_restricted_case_is_there_for_those_named(world, who):
    case = two_sided_case(world, is_restricted=True, with_team=False)
    share(case, with_user=world.users[who])
    client = world.client(who)

    assert client.get(url("detail", case)).status_code == 200
    assert case.reference in client.get(reverse("cases:list", args=["kent"])).content.decode()
    assert list(CaseShare.objects.values_list("area_id", "user_id")) == [
        (world.kent.pk, world.users[who].pk)
    ]
