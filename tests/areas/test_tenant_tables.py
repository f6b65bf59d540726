from django.apps import apps
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import OperationWriter

from areas.models import Agency
from areas.tenant_tables import TenantTable, composite_keys
from cases.models import Case, Participant


def test_the_operation_says_all_that_a_table_needs():
    statements = TenantTable(
        "Agency",
        own_user=True,
        append_only=True,
        restrictive="false",
        own_key=True,
        intake="kind = 'police'",
    ).statements(Agency)
    text = "\n".join(statements)

    assert "ENABLE ROW LEVEL SECURITY" in text
    assert "FORCE ROW LEVEL SECURITY" in text
    assert "UNIQUE (area_id, id)" in text
    assert "CREATE POLICY own_user" in text
    assert "CREATE POLICY own_key ON areas_agency FOR SELECT" in text
    assert "CREATE POLICY intake ON areas_agency FOR INSERT TO rj_app WITH CHECK" in text
    assert "AND kind = 'police')" in text
    assert (
        "CREATE POLICY blocked ON areas_agency AS RESTRICTIVE TO rj_app, rj_worker USING (false)"
        in text
    )
    assert "REVOKE UPDATE, DELETE, TRUNCATE ON areas_agency FROM rj_app, rj_worker" in text


def test_keys_are_composite_only_between_tenant_tables():
    assert composite_keys(Agency) == []
    assert composite_keys(Case) == []
    assert len(composite_keys(Participant)) == 3


def test_a_log_keeps_no_keys():
    assert not any(
        "ADD CONSTRAINT" in one for one in TenantTable("Case", keys=False).statements(Case)
    )


def test_the_operation_is_written_with_all_it_was_told():
    name, places, options = TenantTable("Agency", append_only=True).deconstruct()

    assert (name, places) == ("TenantTable", ["Agency"])
    assert options == {
        "own_user": False,
        "append_only": True,
        "keys": True,
        "restrictive": "",
        "own_key": False,
        "intake": "",
    }
    assert (
        "append_only=True"
        in OperationWriter(TenantTable("Agency", append_only=True)).serialize()[0]
    )


def test_it_runs_for_a_model_of_another_app_and_changes_no_state():
    said = []

    class Editor:
        def execute(self, statement):
            said.append(statement)

    state = ProjectState.from_apps(apps)
    operation = TenantTable("areas.Agency")
    operation.state_forwards("cases", state)
    operation.database_forwards("cases", Editor(), state, state)
    operation.database_backwards("cases", Editor(), state, state)

    assert said == operation.statements(Agency)
    assert operation.describe() == "Give areas.Agency the belts of a tenant table"
