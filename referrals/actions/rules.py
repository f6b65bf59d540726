"""Which rules an area asks of a referral."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from areas.actor import Actor
from areas.roles import Perm
from areas.scoping import save_version
from audit.record import record
from referrals.eligibility import Limits
from referrals.models import EligibilitySettings


@transaction.atomic
def change_rules(*, by: Actor, version: int, **values: Any) -> EligibilitySettings:
    """Change the rules; raises Stale. The audit holds the names of what changed.

    The first change makes the area's row, beginning with the national defaults as version 1.
    """
    by.must(Perm.AREA_CONFIGURE)
    national = EligibilitySettings(area=by.area, **as_values(Limits()))
    EligibilitySettings.objects.bulk_create([national], ignore_conflicts=True)
    row = EligibilitySettings.objects.visible_to(by).select_for_update().get()
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    save_version(row, version=version, fields=changed)
    record("referral.rules_changed", row, by=by, fields=changed)
    return row


def as_values(limits: Limits) -> dict[str, Any]:
    """The limits as the columns of a row."""
    values = {name: getattr(limits, name) for name in Limits.__slots__}
    return {
        name: [str(one) for one in value] if isinstance(value, (list, tuple)) else value
        for name, value in values.items()
    }
