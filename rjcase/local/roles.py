"""Roles, extensions and the database itself, made by the superuser over peer authentication."""

import hashlib
from pathlib import Path

import psycopg2

from rjcase.local.environment import DATABASE
from rjcase.local.postgres import SUPERUSER

ROLES_SQL = Path(__file__).with_name("roles.sql")


def fingerprint() -> str:
    """Changes when the roles have to be made again."""
    return hashlib.sha256(ROLES_SQL.read_bytes()).hexdigest()


def make_roles(socket: Path) -> None:
    """Run `roles.sql` in the template, so that test databases have it too, and in the database."""
    _run(socket, "template1", ROLES_SQL.read_text())
    if not _run(socket, "postgres", "SELECT FROM pg_database WHERE datname = %s", DATABASE):
        _run(socket, "postgres", f"CREATE DATABASE {DATABASE} OWNER rj_owner")
    _run(socket, DATABASE, ROLES_SQL.read_text())


def _run(socket: Path, database: str, sql: str, *values: str) -> int:
    connection = psycopg2.connect(host=str(socket), dbname=database, user=SUPERUSER)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql, values or None)
            return cursor.rowcount
    finally:
        connection.close()
