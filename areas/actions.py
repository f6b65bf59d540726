from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from audit.record import record

from .actor import Actor
from .models import AreaSettings, FormReceipt, KeyedRequest
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


@transaction.atomic
def change_settings(*, by: Actor, version: int, **values: Any) -> AreaSettings:
    """Change what local practice varies; raises Stale. The audit holds the settings' names."""
    by.must(Perm.AREA_CONFIGURE)
    row = AreaSettings.objects.visible_to(by).select_for_update().get()
    changed = [name for name in SETTINGS if name in values and getattr(row, name) != values[name]]
    for name in changed:
        setattr(row, name, values[name])
    save_version(row, version=version, fields=changed)
    record("area.settings_changed", row, by=by, fields=changed)
    return row


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
