from datetime import timedelta

import pytest
from django.test import Client

from areas.models import ApiKey, SecurityEvent
from areas.tenancy import in_area
from audit.models import Event
from rjcase import clock
from tests.moments import NOON
from tests.referrals.api.calls import PLACE, System, good, problem, system_of


def refusals(area):
    with in_area(area.pk):
        found = Event.objects.filter(verb="request.refused")
        return list(found.values_list("subject_id", "detail__status", "on_behalf_of"))


def test_nobody_is_asked_for_a_key_in_json_and_led_nowhere(world, client):
    answer = client.get(PLACE.format("kent"))

    assert problem(answer) == (401, "no-key")
    assert answer["WWW-Authenticate"] == 'Bearer realm="RJCase"'


@pytest.mark.parametrize(
    "header",
    [
        "Bearer",
        "Bearer ",
        "Bearer rjk_",
        "Bearer rjk_abcd1234_wrong",
        "Bearer nothing",
        "Basic cmprOnJqaw==",
        "Bearer rjk_\u00e9",
        "rjk_abcd1234_wrong",
    ],
)
def test_a_header_that_is_no_key_is_refused_even_beside_a_session(world, header):
    client = world.client("referrer")
    answer = client.get(PLACE.format("kent"), headers={"authorization": header})

    assert problem(answer) == (401, "no-key")


def test_an_ended_key_is_answered_like_one_that_never_was(world):
    ended = system_of(world.kent, ended_at=NOON)
    never = System(ended.key, "rjk_abcd1234_never")

    for one, other in [(ended.list(), never.list()), (ended.send(), never.send())]:
        assert problem(one) == (401, "no-key")
        assert one.content == other.content
    assert {who for _page, _status, who in refusals(world.kent)} == {ended.key.pk}


def test_another_area_is_not_there_for_a_key_just_as_one_that_never_was(world, theirs):
    theirs.area = "kent"
    known = theirs.list()
    theirs.area = "nowhere"

    assert problem(known) == (404, "not-found")
    assert known.content == theirs.list().content
    theirs.area = "kent"
    assert theirs.send().content == known.content
    assert refusals(world.kent) == []
    assert refusals(world.avon) == [("referrals_api:list", 404, theirs.key.pk)] * 3
    assert not SecurityEvent.objects.filter(kind="stranger").exists()


def test_an_area_that_is_not_live_has_no_door(world, system):
    world.kent.is_live = False
    world.kent.save()

    assert problem(system.list()) == (404, "not-found")


def test_a_key_opens_nothing_but_its_scopes(world, system):
    client = system.client()

    assert problem(client.get("/api/v1/areas/kent/cases/")) == (403, "not-allowed")
    assert problem(client.get("/api/v1/areas/kent/cases/KNT-26-00001/")) == (403, "not-allowed")
    assert client.get("/areas/kent/referrals/own/").status_code == 302


def test_a_key_needs_no_token_against_forged_requests_and_a_session_does(world, system):
    by_key = Client(enforce_csrf_checks=True, headers=system.header)
    by_session = Client(enforce_csrf_checks=True)
    by_session.force_login(world.users["referrer"])
    given = {"content_type": "application/json", "headers": {"idempotency-key": "1"}}

    assert by_key.post(system.place, good(), **given).status_code == 201
    assert problem(by_session.post(system.place, good(), **given)) == (403, "not-allowed")


def test_a_refusal_rolls_back_and_is_written_down_with_its_key(world, system):
    system.send({"no": "body"})

    assert refusals(world.kent) == [("referrals_api:list", 422, system.key.pk)]


def test_an_address_that_is_not_there_is_a_problem_too(world, system, client):
    for one in (system.client(), client):
        assert problem(one.get("/api/v1/areas/kent/nothing/")) == (404, "not-found")
        assert problem(one.get("/api/nothing")) == (404, "not-found")
    assert "<html" in client.get("/nothing/").content.decode()


def test_a_request_that_django_itself_refuses_is_a_problem_too(world, client):
    evil = {"headers": {"host": "evil.invalid"}}

    assert problem(client.get("/api/v1/schema/", **evil)) == (400, "bad-request")
    assert "<html" in client.get("/", **evil).content.decode()


def test_a_failure_is_a_problem_too_and_says_nothing(world, system, settings):
    settings.API_REQUESTS_A_MINUTE = {}
    answer = system.list()

    assert problem(answer) == (500, "failure")
    assert answer.json()["detail"] == "Something went wrong here."


@pytest.fixture
def twice(settings):
    settings.API_REQUESTS_A_MINUTE = {"sends": 2, "reads": 2}


def test_a_key_that_is_used_too_often_is_told_when_to_come_back(world, system, twice):
    with clock.fixed_at(NOON + timedelta(seconds=14)):
        assert [system.send().status_code for _ in range(2)] == [201, 201]
        late = system.send()
        assert [system.list().status_code for _ in range(2)] == [200, 200]
        assert problem(system.list()) == (429, "too-many")

    assert problem(late) == (429, "too-many")
    assert late["Retry-After"] == "46"
    assert "2 times a minute" in late.json()["detail"]


def test_refused_requests_count_and_the_next_minute_begins_anew(world, system, twice):
    assert [system.send({}).status_code for _ in range(3)] == [422, 422, 429]
    with clock.fixed_at(NOON + timedelta(minutes=1)):
        assert system.send().status_code == 201
    assert ApiKey.objects.get().sends == 1


def test_one_key_s_haste_is_no_other_s(world, system, twice):
    for _ in range(3):
        system.list()

    assert system_of(world.kent, world.probation, name="Another").list().status_code == 200


def test_people_are_not_counted(world, twice):
    client = world.client("referrer")

    assert {client.get(PLACE.format("kent")).status_code for _ in range(4)} == {200}
