import pytest
from django.db import OperationalError

from areas.middleware import LOCK_TIMEOUT, AreaTransaction
from areas.models import Agency
from audit.models import Event


class Held(Exception):
    pgcode = LOCK_TIMEOUT


@pytest.fixture(autouse=True)
def our_pages(settings):
    settings.ROOT_URLCONF = "tests.areas.pages"


def test_a_member_with_the_permission_is_answered_inside_their_area(world):
    answer = world.client("facilitator").get("/api/v1/areas/kent/probe/")

    assert answer.status_code == 200
    assert answer.json() == {"area": "kent", "context": str(world.kent.pk)}


@pytest.mark.parametrize(
    ("who", "status"), [("commissioner", 403), ("stranger", 404), ("neighbour", 404)]
)
def test_the_same_strangers_and_the_same_permissions_as_on_pages(world, who, status):
    assert world.client(who).get("/api/v1/areas/kent/probe/").status_code == status


def test_nobody_signed_in_is_refused(world, client):
    assert client.get("/api/v1/areas/kent/probe/").status_code == 401


def test_a_refusal_inside_rolls_back_and_is_recorded(world):
    answer = world.client("facilitator").post("/api/v1/areas/kent/probe/")

    assert answer.status_code == 404
    assert Agency.objects.exclude(pk=world.probation.pk).count() == 0
    assert list(Event.objects.values_list("verb", "subject_id")) == [("request.refused", "probe")]


def test_a_forged_request_is_refused(world):
    client = world.client("facilitator")
    client.handler.enforce_csrf_checks = True

    assert client.post("/api/v1/areas/kent/probe/").status_code == 403


def test_a_row_that_somebody_holds_for_too_long_is_a_problem_of_its_own(rf):
    held = OperationalError()
    held.__cause__ = Held()
    answer = AreaTransaction(None).process_exception(rf.get("/api/v1/areas/kent/probe/"), held)

    assert (answer.status_code, answer["Content-Type"]) == (409, "application/problem+json")
    assert b"urn:rjcase:problem:busy" in answer.content
