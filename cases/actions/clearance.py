"""The slot that `risk` fills: a case may go on until a day. Only this writes its cached risk."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from areas.actor import Actor
from areas.roles import Perm
from cases.models import Case, Clearance
from cases.stages import RiskLevel, RiskLook

from .activity import locked, stamp
from .timeline import tell

SUPERSEDED = "superseded"


@transaction.atomic
def clear_risk(
    case: Case,
    *,
    level: RiskLevel,
    until: date,
    conditions: str,
    happened_on: date,
    by: Actor,
    now: datetime,
    look: RiskLook | None = None,
) -> Clearance:
    """Let the case go on until a day; what stood for the whole case before is superseded.

    Without `look` it is a review, of the same kind as what it reviews.
    """
    by.must(Perm.RISK_SIGN_OFF)
    case = locked(case, by=by)
    look = look or (RiskLook.SECOND if case.risk_second_on else RiskLook.FIRST)
    case.clearances.filter(ended_at=None, pair=None).update(ended_at=now, end_reason=SUPERSEDED)
    row = Clearance.objects.create(
        case=case,
        level=level,
        look=look,
        until=until,
        conditions=conditions,
        happened_on=happened_on,
        **stamp(by, now),
    )
    _cache(case)
    codes: dict[str, Any] = {"level": str(level), "until": until.isoformat()}
    tell(case, "case.risk_cleared", case, by=by, now=now, on=happened_on, row=row, **codes)
    return row


@transaction.atomic
def end_clearances(case: Case, *, why: str, by: Actor, now: datetime) -> None:
    """End every clearance of the case; `why` is a code of at most 20 characters."""
    case = locked(case, by=by)
    case.clearances.filter(ended_at=None).update(ended_at=now, end_reason=why)
    _cache(case)
    tell(case, "case.risk_clearance_ended", case, by=by, now=now, why=why)


def _cache(case: Case) -> None:
    rows = case.clearances.filter(ended_at=None)
    standing = list(rows.only("level", "until", "look", "happened_on"))
    second = [row.happened_on for row in standing if row.look == RiskLook.SECOND]
    order = list(RiskLevel)
    case.risk_cleared_until = min((row.until for row in standing), default=None)
    case.risk_level = max((RiskLevel(row.level) for row in standing), key=order.index, default="")
    case.risk_second_on = max(second, default=None)
    case.save(update_fields=["risk_cleared_until", "risk_level", "risk_second_on"])
