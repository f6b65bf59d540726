"""System checks: what a deployment must not get wrong."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

# May it log in, is it a superuser, does it bypass row security, does it inherit grants?
ROLES = {
    "rj_owner": (True, False, False, False),
    "rj_app": (True, False, False, False),
    "rj_worker": (True, False, False, False),
    "rj_search": (False, False, False, False),
    "rj_backup": (True, False, True, True),
}
PROGRAM = {"rj_app", "rj_worker", "rj_owner"}


@register(Tags.database)
def roles_as_in_the_file(databases: Any = None, **_: Any) -> list[CheckMessage]:
    """The database's roles are those of roles.sql: who may log in, is superuser, bypasses,
    inherits.
    """
    if not databases:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolcanlogin, rolsuper, rolbypassrls, rolinherit "
            "FROM pg_roles WHERE rolname = ANY(%s)",
            [list(ROLES)],
        )
        found = {name: tuple(rest) for name, *rest in cursor.fetchall()}
        cursor.execute("SELECT current_user")
        (user,) = cursor.fetchone()
    wrong = sorted(name for name, wanted in ROLES.items() if found.get(name) != wanted)
    messages: list[CheckMessage] = [
        Error(f"The database role {name} is not as roles.sql makes it.", id="areas.E001")
        for name in wrong
    ]
    if user not in PROGRAM:
        messages.append(Error(f"The program is connected as {user}.", id="areas.E002"))
    return messages


@register()
def london_time(**_: Any) -> list[CheckMessage]:
    """Days are counted in Europe/London."""
    if settings.TIME_ZONE == "Europe/London" and settings.USE_TZ:
        return []
    return [Error("TIME_ZONE must be Europe/London with USE_TZ.", id="areas.E003")]
