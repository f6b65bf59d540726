from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.roles import Perm
from cases.actions.activity import must_have_happened, open_and_locked, stamp
from cases.actions.timeline import tell
from cases.models import Case
from cases.stages import RiskLevel
from risk.levels import Judgement, Kind, Risk, State, Strength, highest
from risk.models import Assessment, FactorRow

from .locking import locked, must_be_unchanged
from .signing import NotWaiting


class LevelTooLow(Exception):
    """The overall level is below what is left of one of the risks. The text may be shown."""


class ConditionsMissing(Exception):
    """It may go on with conditions, and none were written. The text may be shown."""


class NotTheAuthor(PermissionDenied):
    """Only the writer changes or submits it, so that the second pair of eyes stays a second one."""


def _check(level: str, judgement: str, conditions: str, factors: Sequence[Risk]) -> None:
    gravest = highest(risk.residual for risk in factors)
    if gravest and highest([level, gravest]) != level:
        raise LevelTooLow(
            _("The overall level cannot be lower than %(level)s: that is left of a risk.")
            % {"level": str(gravest.label).lower()}
        )
    if judgement == Judgement.CONDITIONS and not conditions:
        raise ConditionsMissing(_("Enter the conditions under which it may go on."))


def _write_factors(
    assessment: Assessment, factors: Sequence[Risk], strengths: Sequence[Strength]
) -> None:
    assessment.factors.all().delete()
    risks = [
        FactorRow(
            factor=risk.factor,
            applies_to=risk.applies_to,
            likelihood=risk.likelihood,
            impact=risk.impact,
            mitigation=risk.mitigation,
            residual=risk.residual,
        )
        for risk in factors
    ]
    protecting = [
        FactorRow(factor=one.factor, applies_to=one.applies_to, mitigation=one.how)
        for one in strengths
    ]
    rows = [*risks, *protecting]
    for position, row in enumerate(rows, 1):
        row.area_id, row.assessment, row.position = assessment.area_id, assessment, position
    FactorRow.objects.bulk_create(rows)


@transaction.atomic
def write_assessment(
    case: Case,
    *,
    kind: Kind,
    happened_on: date,
    level: RiskLevel,
    judgement: Judgement,
    reasons: str,
    conditions: str = "",
    factors: Sequence[Risk] = (),
    strengths: Sequence[Strength] = (),
    by: Actor,
    now: datetime,
) -> Assessment:
    """Write a new assessment, to be submitted later.

    Raises CaseClosed, ImpossibleDay, LevelTooLow, ConditionsMissing.
    """
    by.must(Perm.RISK_ASSESS)
    case = open_and_locked(case, by=by)
    must_have_happened(case, happened_on, by=by, now=now)
    _check(level, judgement, conditions, factors)
    written = Assessment.objects.visible_to(by).filter(case=case)
    assessment = Assessment.objects.create(
        case=case,
        number=(written.aggregate(last=Max("number"))["last"] or 0) + 1,
        kind=kind,
        happened_on=happened_on,
        level=level,
        judgement=judgement,
        reasons=reasons,
        conditions=conditions,
        **stamp(by, now),
    )
    _write_factors(assessment, factors, strengths)
    codes: dict[str, Any] = {"number": assessment.number, "level": str(level)}
    tell(case, "risk.written", assessment, by=by, now=now, on=happened_on, **codes)
    return assessment


def must_be_author(assessment: Assessment, *, by: Actor) -> None:
    """Raises NotTheAuthor (403)."""
    if assessment.recorded_by_id != by.user_id:
        raise NotTheAuthor(_("Only the person who wrote this assessment can change it."))


def _own_unsubmitted(assessment: Assessment, *, version: int | None, by: Actor) -> Assessment:
    by.must(Perm.RISK_ASSESS)
    row = locked(assessment, by=by)
    must_be_author(row, by=by)
    if not row.can_be_changed:
        raise NotWaiting(_("This assessment has been submitted and can no longer be changed."))
    must_be_unchanged(row, version=version)
    return row


@transaction.atomic
def change_assessment(
    assessment: Assessment,
    *,
    version: int,
    kind: Kind,
    happened_on: date,
    level: RiskLevel,
    judgement: Judgement,
    reasons: str,
    conditions: str = "",
    factors: Sequence[Risk] = (),
    strengths: Sequence[Strength] = (),
    by: Actor,
    now: datetime,
) -> Assessment:
    """Change one that is being written or was sent back; raises Stale and NotWaiting besides."""
    row = _own_unsubmitted(assessment, version=version, by=by)
    must_have_happened(row.case, happened_on, by=by, now=now)
    _check(level, judgement, conditions, factors)
    row.kind, row.happened_on = kind, happened_on
    row.level, row.judgement = level, judgement
    row.reasons, row.conditions = reasons, conditions
    row.version += 1
    row.save()
    _write_factors(row, factors, strengths)
    codes: dict[str, Any] = {"number": row.number, "level": str(level)}
    tell(row.case, "risk.changed", row, by=by, now=now, **codes)
    return row


@transaction.atomic
def submit_assessment(
    assessment: Assessment, *, version: int | None = None, by: Actor, now: datetime
) -> Assessment:
    """Send it to whoever signs off. Raises CaseClosed, NotWaiting, Stale."""
    row = _own_unsubmitted(assessment, version=version, by=by)
    row.state, row.submitted_at = State.SUBMITTED, now
    row.version += 1
    row.save(update_fields=["state", "submitted_at", "version"])
    tell(row.case, "risk.submitted", row, by=by, now=now, number=row.number)
    return row
