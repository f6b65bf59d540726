import pytest
from django.urls import reverse

from areas.grants import share
from audit.models import Event
from tests.cases.made import get_ready, two_sided_case
from tests.moments import TODAY

PAGES = ["list", "detail"]


def url(name, case, area="kent"):
    args = [area] if name == "list" else [area, case.reference]
    return reverse(f"cases_api:{name}", args=args)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("who", "status"),
    [("stranger", 404), ("neighbour", 404), ("commissioner", 403), ("referrer", 403)],
)
def test_the_door_of_the_api_is_the_same(world, case, name, who, status):
    answer = world.client(who).get(url(name, case))

    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")


@pytest.mark.parametrize("name", PAGES)
def test_nobody_signed_in_gets_401(world, case, client, name):
    assert client.get(url(name, case)).status_code == 401


def test_the_list_holds_the_visible_cases(world, case):
    two_sided_case(world, with_team=False)

    answer = world.client("facilitator").get(url("list", case)).json()

    assert answer == {
        "count": 1,
        "next": None,
        "previous": None,
        "results": [
            {
                "reference": case.reference,
                "stage": "assessment",
                "opened_at": "2026-07-13T12:00:00+01:00",
                "risk_cleared_until": None,
                "hold_until": None,
            }
        ],
    }


def test_the_list_comes_in_pages(world, case):
    for _number in range(26):
        two_sided_case(world)

    answer = world.client("facilitator").get(url("list", case), {"page": 2}).json()

    assert (answer["count"], len(answer["results"]), answer["next"]) == (27, 2, None)


def test_one_case_tells_its_steps_and_what_is_missing(world):
    case = get_ready(two_sided_case(world, hold_until=TODAY), stage="preparation")

    answer = world.client("facilitator").get(url("detail", case)).json()

    assert answer["steps"] == [
        {
            "to": "conference",
            "label": "Move to conference",
            "refusals": ["The case is on hold until 12 August 2026. Take it off hold to go on."],
        },
        {"to": "assessment", "label": "Go back to assessment", "refusals": []},
    ]
    assert Event.objects.get(verb="case.viewed").detail == {"page": "api"}


def test_a_foreign_reference_is_not_found_through_ones_own_door(world):
    case = two_sided_case(world, area=world.avon)

    assert world.client("manager").get(url("detail", case)).status_code == 404


def test_a_restricted_case_is_there_for_those_named_alone(world):
    case = two_sided_case(world, is_restricted=True)
    assert world.client("facilitator").get(url("detail", case)).status_code == 404

    share(case, with_user=world.users["facilitator"])
    assert world.client("facilitator").get(url("detail", case)).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_api_only_reads(world, case, method):
    answer = getattr(world.client("coordinator"), method)(url("detail", case))

    assert answer.status_code == 405
