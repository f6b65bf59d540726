"""The slot that `risk` fills: a case may go on until a day. Only this writes its cached risk."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from areas.actor import Actor
from areas.roles import Perm
from cases.models import Case, Clearance
from cases.stages import RiskLevel

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
) -> Clearance:
    """Let the case go on until a day; what stood for the whole case before is superseded."""
    by.must(Perm.RISK_SIGN_OFF)
    case = locked(case, by=by)
    case.clearances.filter(ended_at=None, pair=None).update(ended_at=now, end_reason=SUPERSEDED)
    row = Clearance.objects.create(
        case=case,
        level=level,
        until=until,
        conditions=conditions,
        happened_on=happened_on,
        **stamp(by, now),
    )
    _cache(case)
    tell(
        case,
        "case.risk_cleared",
        case,
        by=by,
        now=now,
        on=happened_on,
        row=row,
        level=str(level),
        until=until.isoformat(),
    )
    return row


@transaction.atomic
def end_clearances(case: Case, *, why: str, by: Actor, now: datetime) -> None:
    """End every clearance of the case; `why` is a code of at most 20 characters."""
    case = locked(case, by=by)
    case.clearances.filter(ended_at=None).update(ended_at=now, end_reason=why)
    _cache(case)
    tell(case, "case.risk_clearance_ended", case, by=by, now=now, why=why)


def _cache(case: Case) -> None:
    standing = list(case.clearances.filter(ended_at=None).only("level", "until"))
    order = list(RiskLevel)
    case.risk_cleared_until = min((row.until for row in standing), default=None)
    case.risk_level = max((RiskLevel(row.level) for row in standing), key=order.index, default="")
    case.save(update_fields=["risk_cleared_until", "risk_level"])
