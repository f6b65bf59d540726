"""When somebody last looked at their day."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import cast
from uuid import uuid4

from django.db import transaction

from areas.actor import Actor
from areas.models import User
from cases.models import LastLook

ONE_LOOK = timedelta(minutes=30)
FIRST_LOOK = timedelta(days=7)
"""Who never looked is told of the last week."""


@transaction.atomic
def look(*, by: Actor, now: datetime) -> datetime:
    """Note that the actor looks at their day; returns the moment since which things are new.

    Whoever looks again within half an hour still finds new what was new at the beginning of it.
    """
    fresh = LastLook(
        id=uuid4(), area=by.area, user=cast(User, by.user), at=now, before=now - FIRST_LOOK
    )
    LastLook.objects.bulk_create([fresh], ignore_conflicts=True)
    row = LastLook.objects.visible_to(by).select_for_update().get(user=by.user)
    if now - row.at >= ONE_LOOK:
        row.before, row.at = row.at, now
        row.save(update_fields=["at", "before"])
    return row.before
