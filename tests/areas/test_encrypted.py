import pytest
from cryptography.exceptions import InvalidTag
from django.core.exceptions import FieldError
from django.db import connection

from areas.encrypted import KEY_1, Sealed, UnknownKey, seal, unseal
from areas.tenancy import in_area
from people.models import ContactPoint
from tests.factories.people import ContactPointFactory


def stored(row):
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM people_contactpoint WHERE id = %s", [row.pk])
        return bytes(cursor.fetchone()[0])


def store(row, value):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_contactpoint SET value = %s WHERE id = %s", [value, row.pk])


def test_a_value_comes_back_as_it_was_written(world):
    row = ContactPointFactory(person__area=world.kent, value="07700 900123, nach 17 Uhr ✆")

    assert ContactPoint.objects.get(pk=row.pk).value == "07700 900123, nach 17 Uhr ✆"


def test_an_empty_value_is_a_value(world):
    row = ContactPointFactory(person__area=world.kent, value="")

    assert ContactPoint.objects.get(pk=row.pk).value == ""
    assert len(stored(row)) == 1 + 12 + 16


def test_the_database_never_sees_it(world):
    row = ContactPointFactory(person__area=world.kent, value="07700 900123")

    assert b"07700" not in stored(row)
    assert stored(row)[:1] == KEY_1


def test_the_same_text_is_never_sealed_the_same_way_twice(world):
    row = ContactPointFactory(person__area=world.kent, value="07700 900123")
    before = stored(row)
    row.save()

    assert stored(row) != before


def test_a_value_that_was_moved_to_another_row_cannot_be_opened(world):
    one, other = ContactPointFactory.create_batch(2, person__area=world.kent)
    store(other, stored(one))

    with pytest.raises(InvalidTag):
        ContactPoint.objects.get(pk=other.pk).value  # noqa: B018


def test_a_value_of_another_column_cannot_be_opened(world):
    row = ContactPointFactory(person__area=world.kent)
    sealed = seal("text", row=row, column="other")

    with pytest.raises(InvalidTag):
        unseal(sealed, row=row, column="value")


def test_a_value_that_was_altered_cannot_be_opened(world):
    row = ContactPointFactory(person__area=world.kent)
    store(row, stored(row)[:-1] + bytes([stored(row)[-1] ^ 1]))

    with pytest.raises(InvalidTag):
        ContactPoint.objects.get(pk=row.pk).value  # noqa: B018


def test_a_value_under_a_key_that_is_not_ours_says_so(world):
    row = ContactPointFactory(person__area=world.kent)

    with pytest.raises(UnknownKey):
        unseal(Sealed(b"\x02" + stored(row)[1:]), row=row, column="value")


def test_it_cannot_be_written_by_an_update_of_many(world):
    row = ContactPointFactory(person__area=world.kent)

    with pytest.raises(FieldError, match="update"), in_area(world.kent.pk):
        ContactPoint.objects.update(value="07700 900999")
    with pytest.raises(FieldError, match="update"), in_area(world.kent.pk):
        ContactPoint.objects.bulk_update([row], ["value"])


@pytest.mark.parametrize("lookup", ["value", "value__icontains", "value__in", "value__isnull"])
def test_it_cannot_be_searched(world, lookup):
    with pytest.raises(FieldError, match="looked up"):
        list(ContactPoint.objects.filter(**{lookup: ["07700"]}))


def test_reading_columns_gives_ciphertext_only(world):
    ContactPointFactory(person__area=world.kent, value="07700 900123")
    (value,) = ContactPoint.objects.values_list("value", flat=True)

    assert isinstance(value, Sealed)


def test_a_field_that_was_left_out_is_opened_when_it_is_asked_for(world):
    row = ContactPointFactory(person__area=world.kent, value="07700 900123")

    assert ContactPoint.objects.defer("value").get(pk=row.pk).value == "07700 900123"


def test_nothing_there_stays_nothing():
    field = ContactPoint._meta.get_field("value")

    assert field.from_db_value(None) is None
    assert field.get_db_prep_value(None, connection) is None
    assert ContactPoint.value.field is field
