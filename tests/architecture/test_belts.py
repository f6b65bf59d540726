import os
import uuid

import psycopg2
import pytest
from django.db import connection
from django.db.utils import IntegrityError, ProgrammingError

from areas.tenancy import in_area
from cases.models import Case, Participant
from people.models import Person
from tests.architecture import belts, catalogue
from tests.factories.cases import CaseFactory, ParticipantFactory
from tests.factories.people import PersonFactory

THOROUGH = os.environ.get("RJCASE_PROOF_BELTS") == "thorough"
READING = {
    "cases:activities",
    "cases:contacts",
    "cases:detail",
    "cases:history",
    "cases:people",
    "cases:record",
    "cases:sessions",
    "referrals:detail",
    "risk:list",
}


@pytest.fixture
def houses(world):
    neighbour = world.users["neighbour"]
    return belts.furnish(world.avon, neighbour), belts.furnish(world.kent, world.users["deputy"])


def test_another_area_s_row_is_not_found_through_one_s_own_door(world, houses):
    assert belts.let_in(belts.knock(world, *houses, thorough=THOROUGH)) == {}


def test_it_is_not_found_either_where_somebody_forgot_visible_to(world, houses):
    with belts.visible_to_widened():
        assert belts.let_in(belts.knock(world, *houses, thorough=THOROUGH)) == {}


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_it_is_not_found_either_where_the_policies_are_gone(world, houses):
    with belts.policies_dropped():
        assert belts.let_in(belts.knock(world, *houses, thorough=THOROUGH)) == {}

    assert catalogue.unguarded() == []


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_with_both_belts_off_it_is_found_so_this_proof_can_fail(world, houses):
    with belts.policies_dropped(), belts.visible_to_widened():
        found = belts.let_in(belts.knock(world, *houses, thorough=THOROUGH))

    assert READING - set(found) == set()


def test_the_same_pages_open_with_rows_of_one_s_own(world, houses):
    _, own = houses
    answers = belts.knock(world, own, own, thorough=THOROUGH)

    assert READING - {name for name, found in answers.items() if 200 in found} == set()


# As the application's role, straight to the database.


def ask(cursor, sql, *values):
    cursor.execute(sql, values)
    return cursor.fetchall()


@pytest.fixture
def program(transactional_db):
    """A connection of the application's role, with nothing of ours between it and the database."""
    known = connection.get_connection_params()
    names = ("dbname", "user", "password", "host", "port")
    with psycopg2.connect(**{name: known[name] for name in names if known.get(name)}) as straight:
        yield straight.cursor()
        straight.rollback()
    straight.close()


def bind(cursor, area=None, user=None):
    ask(
        cursor,
        "SELECT set_config('rj.area', %s, true), set_config('rj.user', %s, true)",
        str(area.pk) if area else "",
        str(user.pk) if user else "",
    )


@pytest.mark.slow
def test_the_database_itself_shows_only_the_rows_of_the_area(program, world, houses):
    tables = catalogue.tenant_tables()
    unbound = {table: ask(program, f"SELECT count(*) FROM {table}")[0][0] for table in tables}
    bind(program, world.avon)
    areas = {
        area
        for table in tables
        for (area,) in ask(program, f"SELECT DISTINCT area_id::text FROM {table}")
    }
    furnished = {table for table in tables if ask(program, f"SELECT count(*) FROM {table}")[0][0]}

    assert set(unbound.values()) == {0}
    assert areas == {str(world.avon.pk)}
    assert len(furnished) > 25


@pytest.mark.slow
def test_the_database_shows_a_user_their_own_memberships_before_an_area_is_known(program, world):
    bind(program, user=world.users["manager"])
    own = ask(program, "SELECT user_id::text FROM areas_membership")
    program.execute("UPDATE areas_membership SET is_active = false")

    assert own == [(str(world.users["manager"].pk),)]
    assert program.rowcount == 0


def test_a_row_cannot_be_moved_to_another_area(world):
    case = CaseFactory(area=world.kent)
    with pytest.raises(ProgrammingError, match="row-level security"), in_area(world.kent.pk):
        Case.objects.filter(pk=case.pk).update(area=world.avon)


def test_a_row_of_another_area_can_be_neither_made_nor_altered_nor_deleted(world):
    case = CaseFactory(area=world.avon)
    with in_area(world.kent.pk):
        altered = Case.objects.filter(pk=case.pk).update(label="Ours")
        deleted, _ = Case.objects.filter(pk=case.pk).delete()
    with pytest.raises(ProgrammingError, match="row-level security"), in_area(world.kent.pk):
        Case.objects.filter(pk=case.pk).bulk_create([
            Case(area=world.avon, opened_at=case.opened_at)
        ])

    assert (altered, deleted) == (0, 0)


def test_a_row_cannot_point_at_a_row_of_another_area(world):
    theirs = PersonFactory(area=world.avon)
    ParticipantFactory(case=CaseFactory(area=world.kent), person_id=theirs.pk, person=None)
    with pytest.raises(IntegrityError, match="same_area"):
        connection.check_constraints()


def save_and_check(row):
    with in_area(row.area_id):
        row.save()
        ask_nothing("SET CONSTRAINTS cases_participant_person_id_same_area IMMEDIATE")


def ask_nothing(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_pointing_across_and_pointing_nowhere_cannot_be_told_apart(world):
    theirs = PersonFactory(area=world.avon)
    case = CaseFactory(area=world.kent)
    complaints = []
    for key in (theirs.pk, uuid.uuid4()):
        row = Participant(area=world.kent, case=case, person_id=key, role="harmed", side="harmed")
        row.recorded_at = case.opened_at
        with pytest.raises(IntegrityError) as complaint:
            save_and_check(row)
        complaints.append(str(complaint.value).replace(str(key), "key"))

    assert complaints[0] == complaints[1]
    assert Person.objects.filter(pk=theirs.pk).count() == 0
