import pytest
from django.urls import reverse

from areas.grants import share
from audit.models import Event
from cases.models import CaseShare
from tests.cases.doors import all_of, knock
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
OF_PERSON = ["participant", "part", "withdraw"]
READING = ["detail", "people", "history"]


def pages(case):
    return [url(name, case) for name in OF_CASE]


def pages_of(person, case):
    return [url(name, case, person.pk) for name in OF_PERSON]


def test_a_coordinator_opens_every_page_of_a_case(world, case):
    assert knock(world.client("coordinator"), pages(case)) == all_of(pages(case), 200)


def test_a_facilitator_opens_every_page_of_a_person(world, case):
    persons = pages_of(jessica_of(case), case)

    assert knock(world.client("facilitator"), persons) == all_of(persons, 200)


@pytest.mark.parametrize(
    ("who", "status"), [("stranger", 404), ("neighbour", 404), ("commissioner", 403)]
)
def test_whoever_works_no_case_here_opens_none(world, case, who, status):
    assert knock(world.client(who), pages(case)) == all_of(pages(case), status)


def test_another_areas_reference_is_not_found_through_ones_own_door(world):
    theirs = pages(two_sided_case(world, area=world.avon))

    assert knock(world.client("manager"), theirs) == all_of(theirs, 404)


def test_a_person_of_another_case_is_not_found_through_this_one(world, case):
    theirs = pages_of(jessica_of(two_sided_case(world)), case)

    assert knock(world.client("coordinator"), theirs) == all_of(theirs, 404)


def test_a_supervisor_reads_and_changes_nothing(world, case):
    expected = {url(name, case): 200 if name in READING else 403 for name in OF_CASE}

    assert knock(world.client("supervisor"), pages(case)) == expected
    assert Event.objects.filter(verb="case.viewed", subject_id=str(case.pk)).count() == 3


def test_a_facilitator_does_not_find_a_case_that_is_not_theirs(world):
    case = two_sided_case(world, with_team=False)
    reading = [url(name, case) for name in READING]

    assert knock(world.client("facilitator"), reading) == all_of(reading, 404)


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
