"""What a referral told is corrected: kind of harm, flags, and the facts that the rules ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.roles import Perm
from areas.scoping import save_version
from audit.record import record
from people.models import Answer
from referrals.models import Incident, Referral, ReferralCorrection, ReferralPerson
from referrals.queries import what_was_decided
from referrals.queries.corrections import AGREED, CORRECTABLE, OF_THE_INCIDENT

Change = tuple[str, str, Any, Any]
"""A field, the person whose it is (a ReferralPerson's key, or empty), and what was and what is."""


class CorrectionRefused(Exception):
    """The referral cannot be corrected, or nothing is different. The text may be shown."""


@transaction.atomic
def correct_referral(
    referral: Referral,
    *,
    told: Mapping[str, Any],
    people: Mapping[UUID, Mapping[str, str]],
    note: str,
    version: int,
    by: Actor,
    now: datetime,
) -> ReferralCorrection:
    """Write over what the referral told, and keep what it told before beside who says otherwise.

    `told` holds fields of the incident and of the agreement, `people` those of each person named,
    by the key of the ReferralPerson. A case that is open already is not touched. Raises
    CorrectionRefused, Stale.
    """
    by.must(Perm.REFERRAL_DECIDE)
    row = Referral.objects.visible_to(by).select_for_update().get(pk=referral.pk)
    if row.status not in CORRECTABLE:
        raise CorrectionRefused(what_was_decided(row))
    fields = _agreement(row, told)
    save_version(row, version=version, fields=[name for name, *_rest in fields])
    changes = [*_incident(row, told, by=by), *fields, *_people(row, people, by=by)]
    if not changes:
        raise CorrectionRefused(_("Nothing is different from what is known. Change an answer."))
    record("referral.corrected", row, by=by, changed=[code for one in changes for code in _in(one)])
    return ReferralCorrection.objects.create(
        area=by.area, referral=row, changes=changes, note=note, recorded_at=now, recorded_by=by.user
    )


def _agreement(row: Referral, told: Mapping[str, Any]) -> list[Change]:
    """A day of agreement goes where there is no agreement after all."""
    changes = _changed(row, {name: told[name] for name in (AGREED,) if name in told})
    if row.agreed_on and row.agreed_to_referral != Answer.YES:
        changes.append(("agreed_on", "", row.agreed_on.isoformat(), ""))
        row.agreed_on = None
    return changes


def _incident(row: Referral, told: Mapping[str, Any], *, by: Actor) -> list[Change]:
    incident = Incident.objects.visible_to(by).filter(referral=row).first()
    if incident is None:
        return []
    asked = {name: told[name] for name in OF_THE_INCIDENT if name in told}
    changes = _changed(incident, asked)
    incident.save(update_fields=[name for name, *_rest in changes])
    return changes


def _people(
    row: Referral, people: Mapping[UUID, Mapping[str, str]], *, by: Actor
) -> Sequence[Change]:
    found: list[Change] = []
    for one in ReferralPerson.objects.visible_to(by).filter(referral=row, pk__in=people):
        changes = _changed(one, people[one.pk], whose=str(one.pk))
        one.save(update_fields=[name for name, *_rest in changes])
        found += changes
    return found


def _changed(
    row: Incident | Referral | ReferralPerson, told: Mapping[str, Any], *, whose: str = ""
) -> list[Change]:
    changes: list[Change] = []
    for name, value in told.items():
        before = getattr(row, name)
        if not _is_the_same(before, value):
            changes.append((name, whose, before, value))
            setattr(row, name, value)
    return changes


def _is_the_same(before: Any, now: Any) -> bool:
    """Flags stand in the order in which they were sent."""
    return sorted(before) == sorted(now) if isinstance(now, list) else bool(before == now)


def _in(change: Change) -> list[str]:
    """A change as codes of the audit: the field, and what was and what is."""
    name, whose, before, after = change
    if isinstance(after, list):
        gone, come = set(before) - set(after), set(after) - set(before)
        return [
            *(f"{name}-{one}" for one in sorted(gone)),
            *(f"{name}+{one}" for one in sorted(come)),
        ]
    field = f"{name}:{whose}" if whose else name
    return [f"{field}:{before}/{after}"]
