from datetime import date
from uuid import UUID

import pytest
from django.db import connection

from areas.tenancy import in_area, set_context
from people.likeness import Alike
from people.models import Connection
from people.queries import alike, connected_workers, connections_with, namesakes
from people.tokens import postcode_token, value_token
from tests.factories.people import ContactPointFactory, PersonFactory
from tests.moments import NOON

BORN = date(1990, 3, 4)


def person(area, name, **fields):
    first, _, last = name.rpartition(" ")
    return PersonFactory(area=area, first_name=first, last_name=last, **fields)


def way(one, value, kind="mobile"):
    return ContactPointFactory(
        person=one,
        kind=kind,
        value=value,
        value_token=value_token(one.area_id, kind=kind, value=value),
        postcode_token=postcode_token(one.area_id, kind=kind, value=value),
    )


def connect(one, user, **fields):
    return Connection.objects.create(
        area=one.area, person=one, user=user, kind="friend", recorded_at=NOON, **fields
    )


def found(actor, *wanted):
    return {
        (match.one, match.other): (match.likeness.score, list(match.likeness.reasons))
        for match in alike(actor, [one.pk for one in wanted])
    }


@pytest.mark.parametrize(
    ("name", "born", "score"),
    [
        ("Sian Llyr", None, 50),
        ("Llŷr Siân", None, 50),
        ("Sian Llyr", date(1990, 4, 3), 74),
        ("Sioned Rees", BORN, None),
        ("Tom Reid", None, None),
    ],
)
def test_the_index_finds_whoever_has_a_name_or_a_birthday_like_it(world, name, born, score):
    actor = world.actor("coordinator")
    one = person(world.kent, "Siân Llŷr", date_of_birth=BORN)
    other = person(world.kent, name, date_of_birth=born)

    assert [points for points, _ in found(actor, one).values()] == ([score] if score else [])
    assert all(pair == (one.pk, other.pk) for pair in found(actor, one))


@pytest.mark.parametrize(
    ("one", "other"),
    [("王 伟", "王 伟"), ("王伟", "王 伟"), ("Ольга Петрова", "Ольга Петрова")],
)
def test_names_of_any_script_are_found(world, one, other):
    actor = world.actor("coordinator")
    first, second = person(world.kent, one), person(world.kent, other)

    assert list(found(actor, first)) == [(first.pk, second.pk)]


def test_a_birthday_with_day_and_month_swapped_is_found_under_a_nickname(world):
    actor = world.actor("coordinator")
    one = person(world.kent, "Elizabeth Ng", date_of_birth=date(1990, 3, 4))
    other = person(world.kent, "Liz Ng", date_of_birth=date(1990, 4, 3))

    assert found(actor, one) == {(one.pk, other.pk): (72, [Alike.NAME_SIMILAR, Alike.BORN_SWAPPED])}


def test_a_telephone_number_however_it_is_written_and_a_postcode_are_found(world):
    actor = world.actor("coordinator")
    one, other = person(world.kent, "Liz Ng"), person(world.kent, "Elizabeth Ng")
    way(one, "+44 7700 900123")
    way(other, "07700900123")
    way(one, "1 High Street, ME1 1AA", kind="address")
    way(other, "Flat 2, me11aa", kind="address")

    assert found(actor, one) == {
        (one.pk, other.pk): (88, [Alike.NAME_SIMILAR, Alike.CONTACT, Alike.POSTCODE])
    }


def test_identical_people_of_another_area_are_never_found(world):
    actor = world.actor("coordinator")
    mine = person(world.kent, "Siân Llŷr", date_of_birth=BORN)
    theirs = person(world.avon, "Siân Llŷr", date_of_birth=BORN)
    way(mine, "07700 900123")
    with in_area(world.avon.pk):
        way(theirs, "07700 900123")

    assert found(actor, mine) == {}
    assert found(actor, theirs) == {}


def test_the_search_itself_repeats_the_area_and_knows_nothing_without_one(world):
    mine = [person(world.kent, "Siân Llŷr") for _ in range(2)]
    theirs = [person(world.avon, "Siân Llŷr") for _ in range(2)]
    keys = [str(one.pk) for one in (*mine, *theirs)]
    answers = {}

    for name, area in (("kent", world.kent.pk), ("avon", world.avon.pk), ("none", None)):
        set_context(area_id=area, user_id=None)
        with connection.cursor() as cursor:
            cursor.execute("SELECT person_id FROM people_search_alike(%s::uuid[])", [keys])
            answers[name] = {UUID(str(key)) for (key,) in cursor.fetchall()}

    assert answers == {
        "kent": {one.pk for one in mine},
        "avon": {one.pk for one in theirs},
        "none": set(),
    }


@pytest.mark.parametrize(
    "search", ["people_search_named('Sian', 'Llyr', NULL)", "people_search_called('llyr', NULL)"]
)
def test_the_searches_by_a_typed_name_repeat_the_area_too(world, search):
    people = {area.pk: person(area, "Siân Llŷr").pk for area in (world.kent, world.avon)}
    answers = {}

    for area in (*people, None):
        set_context(area_id=area, user_id=None)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT like_id FROM {search}")
            answers[area] = [UUID(str(key)) for (key,) in cursor.fetchall()]

    assert answers == {**{area: [key] for area, key in people.items()}, None: []}


def test_the_likest_comes_first_and_what_was_joined_is_left_out(world, count_queries):
    actor = world.actor("coordinator")
    one = person(world.kent, "Tom Reid", date_of_birth=BORN)
    joined = person(world.kent, "Tom Reid", date_of_birth=BORN, merged_into=one)
    plain = person(world.kent, "Tom Reid")
    sure = person(world.kent, "Tom Reid", date_of_birth=BORN)

    with count_queries() as queries:
        matches = alike(actor, [one.pk])

    assert [match.other for match in matches] == [sure.pk, plain.pk]
    assert len(queries) == 3
    assert joined.pk not in {match.other for match in alike(actor, [joined.pk])}


def test_organisations_and_nobody_are_not_searched_for(world):
    actor = world.actor("coordinator")
    one = PersonFactory(area=world.kent, first_name="", last_name="", organisation="A shop")
    PersonFactory(area=world.kent, first_name="", last_name="", organisation="A shop")

    assert (found(actor, one), found(actor)) == ({}, {})


def test_a_worker_who_knows_somebody_is_known_for_every_record_of_that_person(world):
    actor, worker = world.actor("coordinator"), world.users["facilitator"]
    one = person(world.kent, "Tom Reid")
    joined = person(world.kent, "Thomas Reid", merged_into=one)
    stranger = person(world.kent, "Ann Cole")
    row = connect(joined, worker)
    connect(stranger, world.users["colleague"], ended_at=NOON)

    assert connected_workers(actor, [one.pk]) == {worker.pk: frozenset({joined.pk})}
    assert connected_workers(actor, [joined.pk]) == {worker.pk: frozenset({joined.pk})}
    assert connections_with(actor, [one.pk, stranger.pk]) == [row]
    assert connected_workers(actor, [stranger.pk]) == {}
    assert connected_workers(actor, []) == {}


def test_a_connection_of_another_area_is_not_told(world):
    theirs = person(world.avon, "Tom Reid")
    with in_area(world.avon.pk):
        connect(theirs, world.users["neighbour"])

    assert connected_workers(world.actor("coordinator"), [theirs.pk]) == {}


def test_a_member_of_staff_with_the_same_name_as_a_party_is_noticed(world):
    actor = world.actor("coordinator")
    users = world.users
    users["facilitator"].name = "Siân Llŷr"
    users["facilitator"].save()
    users["referrer"].name = "Sian Llyr"
    users["referrer"].save()
    one = person(world.kent, "Sian Llyr")
    other = person(world.kent, "Ann Cole")
    shop = PersonFactory(area=world.kent, organisation="Sian Llyr")

    assert namesakes(actor, [one, other, shop]) == {users["facilitator"].pk: frozenset({one.pk})}
    assert namesakes(actor, [shop]) == {}
