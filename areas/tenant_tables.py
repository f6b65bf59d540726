"""One migration operation that gives a tenant table its belts (architecture 3; ADR 0004).

Run it last in the migration that makes or alters the table: it adds whatever is missing, so it may
be run again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.migrations.operations.base import Operation

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor
    from django.db.migrations.state import ProjectState

AREA = "NULLIF(current_setting('rj.area', true), '')::uuid"
USER = "NULLIF(current_setting('rj.user', true), '')::uuid"
INTAKE = "NULLIF(current_setting('rj.intake', true), '')::uuid"
OWN_KEY = "key_hash = (SELECT NULLIF(current_setting('rj.key', true), ''))"
OWN_ROW = f"user_id = (SELECT {USER})"
MAINTENANCE = "current_setting('rj.maintenance', true) = 'on'"
PROGRAM = "rj_app, rj_worker"


def row_level_security(table: str) -> list[str]:
    """Policies: the program sees the rows of its area; the owner only while it says that it
    maintains.
    """
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"DROP POLICY IF EXISTS own_area ON {table}",
        f"CREATE POLICY own_area ON {table} TO {PROGRAM} USING (area_id = (SELECT {AREA}))",
        f"DROP POLICY IF EXISTS maintenance ON {table}",
        f"CREATE POLICY maintenance ON {table} TO rj_owner USING ({MAINTENANCE})",
    ]


def own_rows_policy(table: str) -> list[str]:
    """For tables read before an area is known: a user may read their own rows."""
    return [
        f"DROP POLICY IF EXISTS own_user ON {table}",
        f"CREATE POLICY own_user ON {table} FOR SELECT TO {PROGRAM} USING ({OWN_ROW})",
    ]


def own_key_policy(table: str) -> list[str]:
    """For tables read before an area is known: whoever presents the key may read its row."""
    return [
        f"DROP POLICY IF EXISTS own_key ON {table}",
        f"CREATE POLICY own_key ON {table} FOR SELECT TO {PROGRAM} USING ({OWN_KEY})",
    ]


def intake_policy(table: str, condition: str) -> list[str]:
    """What somebody without an account may put into an area; they read nothing back."""
    check = f"area_id = (SELECT {INTAKE}) AND {condition}"
    return [
        f"DROP POLICY IF EXISTS intake ON {table}",
        f"CREATE POLICY intake ON {table} FOR INSERT TO rj_app WITH CHECK ({check})",
    ]


def restrictive_policy(table: str, condition: str) -> list[str]:
    """The slot for a block that beats every role, such as a conflict of interest."""
    return [
        f"DROP POLICY IF EXISTS blocked ON {table}",
        f"CREATE POLICY blocked ON {table} AS RESTRICTIVE TO {PROGRAM} USING ({condition})",
    ]


def add_constraint(table: str, name: str, definition: str) -> str:
    return (
        f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = '{name}' "
        f"AND conrelid = '{table}'::regclass) THEN "
        f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}; END IF; END $$"
    )


def composite_keys(model: type[models.Model]) -> list[str]:
    """A key to another tenant table carries the area: a row cannot even point across."""
    table = model._meta.db_table
    statements = []
    for field in model._meta.concrete_fields:
        other = field.related_model
        if not field.is_relation or field.name == "area" or not isinstance(other, type):
            continue
        if any(theirs.name == "area" for theirs in other._meta.concrete_fields):
            statements.append(
                add_constraint(
                    table,
                    f"{table}_{field.column}_same_area"[:63],
                    f"FOREIGN KEY (area_id, {field.column}) REFERENCES "
                    f"{other._meta.db_table} (area_id, id) DEFERRABLE INITIALLY DEFERRED",
                )
            )
    return statements


class TenantTable(Operation):
    """Row-level security, the area's unique key, composite foreign keys, and what a table asks for
    besides.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(
        self,
        model_name: str,
        *,
        own_user: bool = False,
        append_only: bool = False,
        keys: bool = True,
        restrictive: str = "",
        own_key: bool = False,
        intake: str = "",
    ) -> None:
        self.model_name = model_name
        self.own_user = own_user
        self.append_only = append_only
        self.keys = keys
        self.restrictive = restrictive
        self.own_key = own_key
        self.intake = intake

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (
            self.__class__.__name__,
            [self.model_name],
            {
                "own_user": self.own_user,
                "append_only": self.append_only,
                "keys": self.keys,
                "restrictive": self.restrictive,
                "own_key": self.own_key,
                "intake": self.intake,
            },
        )

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing that Django's state knows of changes."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        label, _, name = self.model_name.rpartition(".")
        model = to_state.apps.get_model(label or app_label, name)
        for statement in self.statements(model):
            schema_editor.execute(statement)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """The belts go with the table."""

    def describe(self) -> str:
        return f"Give {self.model_name} the belts of a tenant table"

    def statements(self, model: type[models.Model]) -> list[str]:
        table = model._meta.db_table
        found = row_level_security(table)
        if self.keys:
            found.append(add_constraint(table, f"{table}_area_key", "UNIQUE (area_id, id)"))
            found += composite_keys(model)
        if self.own_user:
            found += own_rows_policy(table)
        if self.own_key:
            found += own_key_policy(table)
        if self.intake:
            found += intake_policy(table, self.intake)
        if self.restrictive:
            found += restrictive_policy(table, self.restrictive)
        if self.append_only:
            found.append(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {PROGRAM}")
        return found
