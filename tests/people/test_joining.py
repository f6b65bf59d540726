import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from areas.models import Membership
from audit.models import Event
from people import objections
from people.actions import (
    AlreadyConnected,
    CannotBeJoined,
    declare_connection,
    end_connection,
    join_persons,
    separate_person,
)
from people.models import Connection, Person
from tests.factories.people import PersonFactory
from tests.moments import NOON


def verbs():
    return list(Event.objects.order_by("at").values_list("verb", "subject_id", "detail"))


def joins():
    return dict(Person.objects.values_list("pk", "merged_into_id"))


@pytest.fixture
def by(world):
    return world.actor("coordinator")


@pytest.fixture
def three(world):
    return [PersonFactory(area=world.kent) for _ in range(3)]


def test_two_records_become_one_person_and_are_separated_again(by, three):
    one, other, _ = three

    assert join_persons(one, into=other, by=by, now=NOON).pk == other.pk
    assert joins()[one.pk] == other.pk
    separated = separate_person(one, by=by, now=NOON)
    separate_person(one, by=by, now=NOON)

    assert (separated.merged_into, separated.version) == (None, 3)
    assert set(joins().values()) == {None}
    assert verbs() == [
        ("person.joined", str(one.pk), {"into": str(other.pk)}),
        ("person.separated", str(one.pk), {"into": str(other.pk)}),
    ]


def test_what_was_joined_goes_along_so_that_one_record_stands_for_all(by, three):
    one, other, third = three
    join_persons(one, into=other, by=by, now=NOON)

    join_persons(one, into=third, by=by, now=NOON)

    assert joins() == {one.pk: third.pk, other.pk: third.pk, third.pk: None}
    assert join_persons(one, into=other, by=by, now=NOON).pk == third.pk
    assert Event.objects.count() == 2


def test_a_person_and_an_organisation_are_not_joined(by, world, three):
    shop = PersonFactory(area=world.kent, first_name="", last_name="", organisation="A shop")

    with pytest.raises(CannotBeJoined, match="A person and an organisation are not the same."):
        join_persons(three[0], into=shop, by=by, now=NOON)

    assert (set(joins().values()), verbs()) == ({None}, [])


def test_an_app_above_may_object_once_registered(by, three, monkeypatch):
    monkeypatch.setattr(objections, "_OBJECTIONS", [])
    one, other, third = three

    def objection(person, into, actor):
        return "Not these two." if other in {person, into} else None

    objections.object_to_joining(objection)
    objections.object_to_joining(objection)

    assert len(objections._OBJECTIONS) == 1
    with pytest.raises(CannotBeJoined, match="Not these two."):
        join_persons(one, into=other, by=by, now=NOON)
    assert join_persons(one, into=third, by=by, now=NOON).pk == third.pk


def test_a_failure_afterwards_takes_the_joining_and_its_record_back(by, three):
    def join_and_fail():
        with transaction.atomic():
            join_persons(three[0], into=three[1], by=by, now=NOON)
            raise ConnectionError

    with pytest.raises(ConnectionError):
        join_and_fail()

    assert (set(joins().values()), verbs()) == ({None}, [])


def test_records_of_another_area_are_not_joined(by, world, three):
    foreign = PersonFactory(area=world.avon)

    for one, into in ((foreign, three[0]), (three[0], foreign)):
        with pytest.raises(Person.DoesNotExist):
            join_persons(one, into=into, by=by, now=NOON)
    with pytest.raises(Person.DoesNotExist):
        separate_person(foreign, by=by, now=NOON)


def test_others_join_separate_and_declare_nothing(world, three):
    by, user = world.actor("facilitator"), world.users["facilitator"]
    with pytest.raises(PermissionDenied):
        join_persons(three[0], into=three[1], by=by, now=NOON)
    with pytest.raises(PermissionDenied):
        separate_person(three[0], by=by, now=NOON)
    with pytest.raises(PermissionDenied):
        declare_connection(three[0], user=user, kind="friend", by=by, now=NOON)
    with pytest.raises(PermissionDenied):
        end_connection(Connection(), by=by, now=NOON)


def test_a_connection_is_declared_once_and_ended(by, world, three):
    user = world.users["facilitator"]
    row = declare_connection(three[0], user=user, kind="friend", by=by, now=NOON)

    with pytest.raises(AlreadyConnected, match="This connection has been declared before."):
        declare_connection(three[0], user=user, kind="work", by=by, now=NOON)
    end_connection(row, by=by, now=NOON)
    end_connection(row, by=by, now=NOON)
    declare_connection(three[0], user=user, kind="work", by=by, now=NOON)

    assert list(Connection.objects.order_by("kind").values_list("kind", "ended_at")) == [
        ("friend", NOON),
        ("work", None),
    ]
    declared = {"kind": "friend", "worker": str(user.pk)}
    assert verbs()[:2] == [
        ("connection.declared", str(three[0].pk), declared),
        ("connection.ended", str(row.pk), {"worker": str(user.pk)}),
    ]


def test_only_a_worker_of_the_area_can_be_declared(by, world, three):
    for name in ("neighbour", "referrer", "stranger"):
        with pytest.raises(Membership.DoesNotExist):
            declare_connection(three[0], user=world.users[name], kind="friend", by=by, now=NOON)

    assert Connection.objects.count() == 0
