"""`manage.py migrate` as the role that owns the tables."""

from typing import Any

from django.core.management import CommandError, call_command
from django.core.management.commands import migrate
from django.db import connections

from rjcase.database.owner import OwnerUnknown, as_owner


class Command(migrate.Command):
    """Migrates, and makes the table of the database cache, as the owner."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Raise `CommandError` where the owner is not configured."""
        alias = options["database"]
        try:
            with as_owner(connections[alias]):
                super().handle(*args, **options)
                if not (options["plan"] or options["check_unapplied"]):
                    call_command("createcachetable", database=alias, verbosity=0)
        except OwnerUnknown as reason:
            raise CommandError(str(reason)) from None
