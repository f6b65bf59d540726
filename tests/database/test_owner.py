import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction

from rjcase.database.owner import InsideTransaction, OwnerUnknown, as_owner


def whoami():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return cursor.fetchone()[0]


def owner_of(table):
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableowner FROM pg_tables WHERE tablename = %s", [table])
        return cursor.fetchone()[0]


def test_requests_are_answered_as_the_application(db):
    assert whoami() == "rj_app"


def test_the_tables_belong_to_the_owner(db):
    assert owner_of("django_migrations") == "rj_owner"


def test_the_application_makes_no_tables(db):
    refused = pytest.raises(ProgrammingError, match="permission denied")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE mine (id int)")


@pytest.mark.django_db(transaction=True)
def test_the_owners_role_is_given_back():
    with as_owner(connection):
        inside = whoami()
    assert (inside, whoami()) == ("rj_owner", "rj_app")


@pytest.mark.django_db(transaction=True)
def test_the_settings_that_other_threads_read_do_not_change():
    before = dict(connection.settings_dict)
    with as_owner(connection), as_owner(connection):
        pass
    assert connection.settings_dict == before


def test_the_role_does_not_change_inside_a_transaction(db):
    with pytest.raises(InsideTransaction), as_owner(connection):
        pass


@pytest.mark.django_db(transaction=True)
def test_without_an_owner_migrating_says_so_in_one_sentence(monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "OWNER", None)
    with pytest.raises(CommandError, match="^Set DATABASE_OWNER_URL: migrations run as"):
        call_command("migrate")


def test_without_an_owner_nobody_takes_the_role(monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "OWNER", None)
    with pytest.raises(OwnerUnknown), as_owner(connection):
        pass
