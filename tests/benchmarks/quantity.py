"""Many rows at once, multiplied inside the database from one that a factory made."""

import sys

from django.db import connection

from areas.tenancy import in_area
from rjcase.database.owner import as_owner


def multiply(row, numbers, **columns):
    """Copies of a row for each of the numbers `n`; `columns` are SQL for what differs."""
    table = connection.ops.quote_name(row._meta.db_table)
    names = [one.column for one in row._meta.concrete_fields if not one.generated]
    values = [f"({columns[name]})" if name in columns else f"t.{name}" for name in names]
    first, last = numbers
    with in_area(row.area_id), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(names)})"
            f" SELECT {', '.join(values)} FROM {table} t, generate_series(%s, %s) n"
            " WHERE t.id = %s",
            [first, last, str(row.pk)],
        )


def key(kind, row):
    """The same key for the same kind, area and number, so that rows find each other."""
    return f"md5('{kind}{row.area_id}' || n)::uuid"


def analyse():
    with as_owner(connection), connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def settle():
    """What autovacuum would do a minute later, in the middle of the measuring."""
    with as_owner(connection), connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def say(what, figures):
    """A measured figure for docs/performance.md: `./rj bench -s` shows it."""
    sys.stdout.write(f"\n{what}: {figures}\n")
