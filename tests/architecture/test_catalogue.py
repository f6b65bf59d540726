import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from areas.tenancy import in_area
from tests.architecture import catalogue

TABLES = (
    "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r')"
)
VIEWS = TABLES.replace("'r'", "'v', 'm'")
MEMBERSHIPS = "SELECT roleid::regrole::text FROM pg_auth_members WHERE member = %s::regrole"
pytestmark = pytest.mark.django_db


IS_SET = "( SELECT (NULLIF(current_setting('rj.{}'::text, true), ''::text))::uuid AS \"nullif\")"
OWN_AREA = f"(area_id = {IS_SET.format('area')})"
OWN_KEY = (
    "((key_hash)::text = ( SELECT NULLIF(current_setting('rj.key'::text, true), ''::text) "
    'AS "nullif"))'
)
INTO_AREA = f"(area_id = {IS_SET.format('intake')})"
OWN_USER = f"(user_id = {IS_SET.format('user')})"


def test_a_table_has_an_area_or_is_named_with_its_reason():
    assert catalogue.tables() - set(catalogue.tenant_tables()) == set(catalogue.WITHOUT_AREA)


def test_every_tenant_table_has_row_level_security_for_its_owner_too():
    assert catalogue.unguarded() == []


def test_every_tenant_table_lets_only_the_rows_of_the_area_through():
    found = {catalogue.policies()[table]["own_area"] for table in catalogue.tenant_tables()}

    assert found == {("PERMISSIVE", "ALL", catalogue.PROGRAM, OWN_AREA, None)}


def test_no_other_policy_widens_a_tenant_table():
    found = catalogue.policies()
    names = {table: set(found[table]) for table in catalogue.tenant_tables()}

    assert names == {
        table: {"own_area", "maintenance"} | catalogue.MORE_POLICIES.get(table, set())
        for table in catalogue.tenant_tables()
    }
    assert set(found) - set(names) == {"drafts_publicdraft", "referrals_parcel"}


def test_the_policy_of_one_s_own_rows_only_reads():
    assert catalogue.policies()["areas_membership"]["own_user"] == (
        "PERMISSIVE",
        "SELECT",
        catalogue.PROGRAM,
        OWN_USER,
        None,
    )


def test_a_key_opens_the_one_row_that_it_belongs_to_and_only_for_reading():
    found = {
        table: catalogue.policies()[table]["own_key"]
        for table in ("areas_signinlink", "areas_apikey")
    }

    assert set(found.values()) == {("PERMISSIVE", "SELECT", catalogue.PROGRAM, OWN_KEY, None)}


def test_the_public_door_only_puts_in():
    found = {
        table: catalogue.policies()[table]["intake"]
        for table, more in catalogue.MORE_POLICIES.items()
        if "intake" in more
    }

    assert {rule[:4] for rule in found.values()} == {("PERMISSIVE", "INSERT", ("rj_app",), None)}
    assert {table: rule[4] for table, rule in found.items()} == {
        "outbox_entry": f"({INTO_AREA} AND ((kind)::text = 'referrals.arrived'::text))",
        "referrals_arrival": f"({INTO_AREA} AND (taken_in_at IS NULL) AND (referral_id IS NULL))",
    }


def test_a_draft_is_its_user_s_alone_and_the_program_s_that_sweeps():
    assert catalogue.policies()["drafts_draft"]["blocked"][0] == "RESTRICTIVE"


def test_maintenance_is_the_owner_s_and_must_be_asked_for():
    assert {found["maintenance"][2] for found in catalogue.policies().values()} == {("rj_owner",)}
    assert {
        "rj.maintenance" in found["maintenance"][3] for found in catalogue.policies().values()
    } == {True}


def test_every_tenant_table_can_be_pointed_at_with_its_area():
    keyed = {table for table, columns in catalogue.unique_columns() if columns == ["area_id", "id"]}

    assert set(catalogue.tenant_tables()) - keyed == set(catalogue.WITHOUT_KEYS)


def test_every_key_between_tenant_tables_carries_the_area():
    with_area = {
        (table, columns[1], other)
        for table, columns, other, theirs in catalogue.foreign_keys()
        if columns[0] == "area_id" and theirs == ["area_id", "id"]
    }
    plain = {
        (table, columns[0], other)
        for table, columns, other, _ in catalogue.foreign_keys()
        if len(columns) == 1
    }

    assert plain - with_area == set()


def test_what_is_unique_is_unique_within_an_area():
    everywhere = {
        f"{table} ({', '.join(columns)})"
        for table, columns in catalogue.unique_columns()
        if "area_id" not in columns
    }

    assert everywhere == set(catalogue.UNIQUE_WITHOUT_AREA)


@pytest.mark.parametrize("role", catalogue.PROGRAM)
def test_the_program_s_role_owns_nothing_and_may_not_step_around_the_policies(role):
    owned = catalogue.rows("SELECT relname FROM pg_class WHERE relowner = %s::regrole", role)
    functions = catalogue.rows("SELECT proname FROM pg_proc WHERE proowner = %s::regrole", role)
    marks = catalogue.rows(
        "SELECT rolsuper, rolbypassrls, rolinherit, rolcreatedb, rolcreaterole, rolreplication "
        "FROM pg_roles WHERE rolname = %s",
        role,
    )
    granted = catalogue.rows(MEMBERSHIPS, role)

    assert (owned, functions, granted) == ([], [], [])
    assert marks == [(False,) * 6]


@pytest.mark.parametrize("role", catalogue.PROGRAM)
def test_the_program_s_role_only_reads_and_writes_rows(role):
    more = catalogue.rows(
        f"{TABLES} AND has_table_privilege(%s, oid, 'TRUNCATE, REFERENCES, TRIGGER')",
        role,
    )
    creates = catalogue.rows("SELECT has_schema_privilege(%s, 'public', 'CREATE')", role)

    assert more == []
    assert creates == [(False,)]


@pytest.mark.parametrize("role", catalogue.PROGRAM)
def test_what_is_append_only_can_be_neither_altered_nor_deleted(role):
    fixed = catalogue.rows(
        f"{TABLES} AND NOT has_table_privilege(%s, oid, 'UPDATE, DELETE')",
        role,
    )

    assert {table for (table,) in fixed} == catalogue.APPEND_ONLY


def test_the_program_is_connected_as_its_own_role():
    assert catalogue.rows("SELECT current_user, session_user") == [("rj_app", "rj_app")]


@pytest.mark.parametrize("role", ["rj_owner", "rj_search", "postgres"])
def test_the_program_cannot_become_another_role(role):
    with pytest.raises(ProgrammingError, match="permission denied"):
        catalogue.rows(f"SET ROLE {role}")


def test_no_view_and_no_function_of_another_s_rights_goes_past_the_policies():
    views = catalogue.rows(f"{VIEWS} AND relname NOT LIKE 'pg_stat%%'")
    functions = catalogue.rows(
        "SELECT proname, proowner::regrole::text, proacl::text[] FROM pg_proc "
        "WHERE prosecdef AND pronamespace = 'public'::regnamespace"
    )

    assert views == []
    assert {name: owner for name, owner, _ in functions} == catalogue.SEARCHES
    assert {tuple(sorted(grants)) for _, _, grants in functions} == {
        ("rj_app=X/rj_search", "rj_search=X/rj_search", "rj_worker=X/rj_search")
    }


def test_who_searches_cannot_log_in_and_reads_only_what_is_searched():
    marks = catalogue.rows(
        "SELECT rolcanlogin, rolsuper, rolbypassrls, rolinherit FROM pg_roles "
        "WHERE rolname = 'rj_search'"
    )
    granted = catalogue.rows(
        "SELECT DISTINCT table_name, privilege_type FROM information_schema.column_privileges "
        "WHERE grantee = 'rj_search' AND table_schema = 'public'"
    )
    rules = {catalogue.policies()[table]["search"] for table in catalogue.SEARCHED}

    assert marks == [(False,) * 4]
    assert set(granted) <= {(table, "SELECT") for table in catalogue.SEARCHED}
    assert rules == {("PERMISSIVE", "SELECT", ("rj_search",), "true", None)}


def test_without_a_context_no_tenant_table_has_a_row(world):
    with in_area(None):
        seen = {
            table: count
            for table in catalogue.tenant_tables()
            if (
                count := catalogue.rows(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")[
                    0
                ][0]
            )
        }

    assert seen == {}
    assert catalogue.rows("SELECT count(*) FROM areas_membership")[0][0] == 8
