from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Event
from audit.record import NotACode
from people.actions import BornInTheFuture, add_contact_point, add_person, reveal
from people.models import ContactPoint, Person
from tests.factories.people import ContactPointFactory, PersonFactory
from tests.moments import NOON, TODAY


def events(*names):
    return list(Event.objects.order_by("at", "verb").values_list("verb", *names))


def test_add_person_writes_one_row_and_records_it_without_a_name(world):
    by = world.actor("coordinator")

    person = add_person(
        by=by, now=NOON, first_name="Jessica", last_name="Lane", date_of_birth=date(1998, 2, 2)
    )

    assert Person.objects.get().pk == person.pk
    assert (person.short_name, person.recorded_by, person.recorded_at) == (
        "Jessica L.",
        by.user,
        NOON,
    )
    assert events("subject_id", "actor_id", "detail") == [
        ("person.added", str(person.pk), by.user_id, {})
    ]


def test_an_organisation_is_added_by_its_name(world):
    person = add_person(by=world.actor("coordinator"), now=NOON, organisation="Corner Shop Ltd")

    assert (person.full_name, person.short_name) == ("Corner Shop Ltd", "Corner Shop Ltd")


def test_nobody_is_born_tomorrow(world):
    by = world.actor("coordinator")

    with pytest.raises(BornInTheFuture, match="The date of birth must not be in the future."):
        add_person(by=by, now=NOON, first_name="Jess", date_of_birth=date(2026, 8, 13))

    assert (Person.objects.count(), Event.objects.count()) == (0, 0)
    assert (
        add_person(by=by, now=NOON, first_name="Jess", date_of_birth=TODAY).date_of_birth == TODAY
    )


def test_a_contact_point_is_unknown_to_be_safe_until_somebody_says(world):
    by = world.actor("coordinator")
    person = PersonFactory(area=world.kent)

    point = add_contact_point(person, by=by, now=NOON, kind="email", value="jess@example.com")

    stored = ContactPoint.objects.get(pk=point.pk)
    assert (stored.kind, stored.value, stored.is_safe, stored.voicemail_ok) == (
        "email",
        "jess@example.com",
        "unknown",
        "unknown",
    )
    assert events("subject_id", "detail") == [
        ("contact_point.added", str(person.pk), {"kind": "email", "is_safe": "unknown"})
    ]


def test_a_contact_point_is_not_added_to_a_person_of_another_area(world):
    foreign = PersonFactory(area=world.avon)

    with pytest.raises(Person.DoesNotExist):
        add_contact_point(
            foreign, by=world.actor("coordinator"), now=NOON, kind="email", value="a@b.uk"
        )

    assert Event.objects.count() == 0


def test_reveal_records_the_look_and_gives_the_ways_that_are_in_use(world):
    by = world.actor("coordinator")
    person = PersonFactory(area=world.kent)
    usable = ContactPointFactory(person=person)
    ContactPointFactory(person=person, value="07700 900999", ended_at=NOON)
    ContactPointFactory(area=world.kent, person=PersonFactory(area=world.kent))

    points = reveal(person, by=by, reason="triage")

    assert [(point.pk, point.value) for point in points] == [(usable.pk, "07700 900123")]
    assert events("subject_id", "actor_id", "detail") == [
        ("contact.revealed", str(person.pk), by.user_id, {"reason": "triage"})
    ]


@pytest.mark.parametrize("name", ["supervisor", "commissioner", "referrer"])
def test_reveal_is_refused_to_those_who_never_see_contact_details(world, name):
    person = PersonFactory(area=world.kent)

    with pytest.raises(PermissionDenied):
        reveal(person, by=world.actor(name))

    assert Event.objects.count() == 0


def test_reveal_finds_nobody_of_another_area(world):
    foreign = ContactPointFactory(area=world.avon, person=PersonFactory(area=world.avon)).person

    with pytest.raises(Person.DoesNotExist):
        reveal(foreign, by=world.actor("coordinator"))


def test_the_reason_of_a_reveal_is_a_code_and_never_a_sentence(world):
    person = PersonFactory(area=world.kent)

    with pytest.raises(NotACode):
        reveal(person, by=world.actor("coordinator"), reason="Jessica rang and asked")
