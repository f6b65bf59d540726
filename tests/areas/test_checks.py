import pytest

from areas import checks

pytestmark = pytest.mark.django_db


def ids(messages):
    return [message.id for message in messages]


def test_the_database_s_roles_are_those_of_the_file():
    assert checks.roles_as_in_the_file(databases=["default"]) == []


def test_nothing_is_asked_where_no_database_was_named():
    assert checks.roles_as_in_the_file(databases=None) == []


def test_a_role_with_other_rights_is_an_error(monkeypatch):
    monkeypatch.setitem(checks.ROLES, "rj_app", (True, True, False, False))

    assert ids(checks.roles_as_in_the_file(databases=["default"])) == ["areas.E001"]


def test_a_role_that_is_not_there_is_an_error(monkeypatch):
    monkeypatch.setitem(checks.ROLES, "rj_nobody", (True, False, False, False))

    assert ids(checks.roles_as_in_the_file(databases=["default"])) == ["areas.E001"]


def test_a_program_that_is_connected_as_somebody_else_is_an_error(monkeypatch):
    monkeypatch.setattr(checks, "PROGRAM", {"rj_worker"})

    assert ids(checks.roles_as_in_the_file(databases=["default"])) == ["areas.E002"]


def test_days_are_counted_in_london(settings):
    assert checks.london_time() == []
    settings.TIME_ZONE = "UTC"

    assert ids(checks.london_time()) == ["areas.E003"]
