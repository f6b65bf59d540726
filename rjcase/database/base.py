"""The backend itself: Django finds it by `ENGINE = "rjcase.database"`."""

from collections.abc import Iterable
from typing import Any

from django.db.backends.postgresql import base
from django.db.backends.postgresql.creation import DatabaseCreation as PostgresCreation
from django.db.backends.postgresql.operations import DatabaseOperations as PostgresOperations

from rjcase.database.owner import as_owner


class DatabaseCreation(PostgresCreation):
    """Test databases are made, migrated, copied and dropped by the owner; tests run as the app."""

    def create_test_db(self, *args: Any, **kwargs: Any) -> str:
        """Create and migrate as the owner."""
        with as_owner(self.connection):
            return super().create_test_db(*args, **kwargs)

    def _destroy_test_db(self, *args: Any, **kwargs: Any) -> None:
        with as_owner(self.connection):
            super()._destroy_test_db(*args, **kwargs)  # type: ignore[misc]

    def _clone_test_db(self, *args: Any, **kwargs: Any) -> None:
        with as_owner(self.connection):
            super()._clone_test_db(*args, **kwargs)  # type: ignore[misc]


class DatabaseOperations(PostgresOperations):
    """Emptying every table, after a test that committed, is the owner's right alone."""

    def execute_sql_flush(self, sql_list: Iterable[str]) -> None:
        """Truncate as the owner."""
        with as_owner(self.connection):
            super().execute_sql_flush(sql_list)


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL, with the owner's role for changes of the schema."""

    creation_class = DatabaseCreation
    ops_class = DatabaseOperations
