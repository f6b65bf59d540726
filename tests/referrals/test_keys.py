from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.urls import reverse

from areas.api_keys import hash_of
from areas.models import ApiKey
from areas.tenancy import in_area
from audit.models import Event
from referrals.actions.keys import KeyRefused, end_key, make_key
from tests.factories.areas import AgencyFactory, ApiKeyFactory
from tests.moments import NOON
from tests.referrals.api.calls import System

PAGES = ("keys", "key_add", "key_end")


def url(name, key=None, area="kent"):
    return reverse(f"referrals:{name}", args=[area, key.pk] if key else [area])


@pytest.fixture
def key(world):
    return ApiKeyFactory(area=world.kent, agency=world.probation, name="Delius")


def answers(world, **changes):
    given = {"agency": world.probation.pk, "name": "Crime records", "scopes": ["referral_make"]}
    return {**given, **changes}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("manager", 200),
        ("coordinator", 403),
        ("facilitator", 403),
        ("referrer", 403),
        ("commissioner", 403),
        ("stranger", 404),
        ("neighbour", 404),
    ],
)
def test_keys_are_the_service_manager_s(world, key, name, who, status):
    place = url(name, key if name == "key_end" else None)

    assert world.client(who).get(place).status_code == status


def test_the_list_names_each_system_and_never_its_key(world, key):
    ApiKeyFactory(
        area=world.kent, agency=world.probation, name="Old", ended_at=NOON, last_used_on=NOON
    )
    page = world.client("manager").get(url("keys")).content.decode()

    assert page.index("Delius") < page.index("Old")
    assert "Send referrals, Read the referrals that the agency sent" in page
    assert "Ended on 12 August 2026" in page
    assert "Never" in page
    assert "rjk_abcd1234" in page
    assert key.key_hash not in page


def test_an_area_without_keys_is_told_so(world):
    assert "No system has a key yet." in world.client("manager").get(url("keys")).content.decode()


def test_the_list_asks_the_same_questions_of_one_key_as_of_thirty(world, key, count_queries):
    client = world.client("manager")
    client.get(url("keys"))
    with count_queries() as one:
        client.get(url("keys"))
    for number in range(24):
        ApiKeyFactory(area=world.kent, name=f"System {number}")
    with count_queries() as many:
        client.get(url("keys"))

    assert len(one) == len(many)


def test_a_key_that_is_made_is_shown_once_and_opens_the_area(world):
    page = world.client("manager").post(url("key_add"), answers(world))
    key, shown = page.context["key"], page.context["shown"]

    assert page.status_code == 200
    assert shown in page.content.decode()
    assert shown.startswith(f"rjk_{key.prefix}_")
    assert (key.key_hash, key.scopes, key.recorded_by) == (
        hash_of(shown),
        ["referral_make"],
        world.users["manager"],
    )
    assert shown not in world.client("manager").get(url("keys")).content.decode()
    assert System(key, shown).send().status_code == 201
    assert Event.objects.get(verb="api_key.made").detail == {"scopes": ["referral_make"]}


def test_the_same_name_twice_is_refused_so_that_a_second_press_makes_nothing(world):
    client = world.client("manager")
    client.post(url("key_add"), answers(world))
    again = client.post(url("key_add"), answers(world, name="crime Records"))

    assert again.status_code == 422
    assert "This system has a key already." in again.content.decode()
    assert 'value="crime Records"' in again.content.decode()
    assert ApiKey.objects.count() == 1


def test_an_ended_key_s_name_is_free_again(world, key):
    end_key(key, by=world.actor("manager"), now=NOON)
    make_key(world.probation, name="Delius", scopes=[], by=world.actor("manager"), now=NOON)

    assert ApiKey.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"agency": ""}, "Select the agency"),
        ({"name": ""}, "Enter the name of the system"),
        ({"name": "x" * 81}, "80 characters"),
        ({"scopes": []}, "Select what the system may do"),
        ({"scopes": ["area_configure"]}, "Select an option from the list"),
    ],
)
def test_what_is_missing_is_said_and_the_answers_stay(world, changes, sentence):
    page = world.client("manager").post(url("key_add"), answers(world, **changes))

    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert ApiKey.objects.count() == 0


def test_an_agency_of_another_area_cannot_be_chosen(world):
    theirs = AgencyFactory(area=world.avon)
    page = world.client("manager").post(url("key_add"), answers(world, agency=theirs.pk))

    assert page.status_code == 422
    assert ApiKey.objects.count() == 0


def test_an_area_without_agencies_is_told_to_add_one(world):
    page = world.client("neighbour").get(url("key_add", area="avon"))

    assert "Add the agency first" in page.content.decode()


def test_a_key_is_ended_after_being_asked(world, key):
    client = world.client("manager")
    asked = client.get(url("key_end", key)).content.decode()
    done = client.post(url("key_end", key), follow=True)
    key.refresh_from_db()

    assert "End the key of Delius" in asked
    assert done.redirect_chain == [(url("keys"), 302)]
    assert "The key of Delius has been ended." in done.content.decode()
    assert key.ended_at == NOON
    assert Event.objects.filter(verb="api_key.ended").count() == 1


def test_a_key_that_somebody_else_ended_is_told_as_a_lost_race(world, key):
    end_key(key, by=world.actor("deputy"), now=NOON)
    page = world.client("manager").post(url("key_end", key))

    assert page.status_code == 409
    assert "This key has been ended already." in page.content.decode()


def test_another_area_s_key_is_not_found_through_one_s_own_door(world):
    theirs = ApiKeyFactory(area=world.avon)

    assert world.client("manager").post(url("key_end", theirs)).status_code == 404
    assert world.client("manager").get(url("key_end", theirs)).status_code == 404


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_managers_at_once_one_makes_the_key(world):
    together = Barrier(2)

    def press(who):
        actor = world.actor(who)
        together.wait(timeout=10)
        try:
            with in_area(actor.area_id, actor.user_id):
                make_key(world.probation, name="Delius", scopes=[], by=actor, now=NOON)
        except KeyRefused:
            return "told"
        else:
            return "made"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(press, ["manager", "deputy"])) == ["made", "told"]
