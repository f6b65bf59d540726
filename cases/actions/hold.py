"""A case may wait until a day; after it, it goes on by itself."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.roles import Perm
from areas.scoping import save_version
from cases.models import Case
from cases.stages import HoldReason

from .activity import open_and_locked
from .timeline import tell

FIELDS = ["hold_until", "hold_reason"]


class HoldRefused(Exception):
    """The day will not do, or there is no hold to end. The text may be shown."""


@transaction.atomic
def hold_case(
    case: Case,
    *,
    until: date,
    reason: HoldReason,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> Case:
    """Put the case on hold until a day, or change that; raises HoldRefused, Stale, CaseClosed."""
    by.must(Perm.CASE_WORK)
    case = open_and_locked(case, by=by)
    if until <= timezone.localdate(now):
        raise HoldRefused(_("Choose a day in the future."))
    case.hold_until, case.hold_reason = until, reason
    save_version(case, version=case.version if version is None else version, fields=FIELDS)
    tell(case, "case.held", case, by=by, now=now, until=until.isoformat(), reason=str(reason))
    return case


@transaction.atomic
def release_case(case: Case, *, by: Actor, now: datetime, version: int | None = None) -> Case:
    """Take the case off hold; raises HoldRefused where it is not on hold, Stale, CaseClosed."""
    by.must(Perm.CASE_WORK)
    case = open_and_locked(case, by=by)
    if case.hold_until is None:
        raise HoldRefused(_("This case is not on hold any more."))
    case.hold_until, case.hold_reason = None, ""
    save_version(case, version=case.version if version is None else version, fields=FIELDS)
    tell(case, "case.released", case, by=by, now=now)
    return case
