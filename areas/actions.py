from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from audit.record import record

from .actor import Actor
from .models import Area, AreaSettings, FormReceipt, KeyedRequest
from .passing import kept_since
from .roles import Perm
from .scoping import save_version

SETTINGS = (
    "triage_days",
    "first_contact_days",
    "suppression_threshold",
    "risk_review_weeks",
    "risk_review_weeks_high",
    "remote_is_direct",
    "words",
)
REACH = ("telephone", "email", "hours")
"""How the public reaches the service: on the area's own row, which the public pages read."""


@transaction.atomic
def change_settings(*, by: Actor, version: int, **values: Any) -> AreaSettings:
    """Change what local practice varies, and how the service is reached; raises Stale.

    The audit holds the names of what changed.
    """
    by.must(Perm.AREA_CONFIGURE)
    row = AreaSettings.objects.visible_to(by).select_for_update().get()
    changed = [name for name in SETTINGS if name in values and getattr(row, name) != values[name]]
    for name in changed:
        setattr(row, name, values[name])
    save_version(row, version=version, fields=changed)
    reached = _change_reach(by.area_id, values)
    record("area.settings_changed", row, by=by, fields=[*changed, *reached])
    return row


def _change_reach(area_id: UUID, values: dict[str, Any]) -> list[str]:
    """Returns what changed. The row of the settings is locked, so that two do not write at once."""
    area = Area.objects.get(pk=area_id)
    changed = [name for name in REACH if name in values and getattr(area, name) != values[name]]
    for name in changed:
        setattr(area, name, values[name])
    area.save(update_fields=changed)
    return changed


@transaction.atomic
def sweep(*, by: Actor, now: datetime) -> int:
    """Delete the receipts of forms that were sent before `passing.kept_since`; returns how many.

    A second press comes within the session of the first one, 12 hours at most.
    """
    count, _ = FormReceipt.objects.visible_to(by).filter(at__lt=kept_since(now)).delete()
    return count


@transaction.atomic
def sweep_keyed_requests(*, by: Actor, now: datetime) -> int:
    """Delete what other systems used their keys of a request for, before `passing.kept_since`.

    A system that sends again after 28 days sends anew: docs/guide/api.md says so.
    """
    rows = KeyedRequest.objects.visible_to(by).filter(at__lt=kept_since(now))
    count, _ = rows.delete()
    return count
