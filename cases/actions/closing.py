"""The end of a case, from any stage, and its beginning again."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.actor import Actor
from cases.models import Case, Closure
from cases.pipeline import Way
from cases.stages import Attendance, ClosureReason, Stage
from ui.dates import day

from .activity import ImpossibleDay, locked, must_have_happened, stamp
from .pairs import refresh_pairs
from .plans import cancel_planned, leave_programmes
from .stage import AlreadyMoved, StepRefused, find_step, take, where_it_stands
from .timeline import moment_of, tell


@transaction.atomic
def close_case(
    case: Case,
    *,
    reason: ClosureReason,
    happened_on: date,
    by: Actor,
    now: datetime,
    note: str = "",
) -> Closure:
    """Close the case on a day: its pairs and places on programmes end, what was planned is
    cancelled, a hold is lifted.

    Raises AlreadyMoved where it is closed already, and ImpossibleDay.
    """
    case = locked(case, by=by)
    step = find_step(case, Stage.CLOSED, Way.CLOSE)
    by.must(step.permission)
    _check_day(case, happened_on, by, now)
    row = Closure.objects.create(
        case=case,
        reason=reason,
        stage=step.source,
        happened_on=happened_on,
        note=note,
        **stamp(by, now),
    )
    ended: dict[str, Any] = {"closed_on": happened_on, "hold_until": None, "hold_reason": ""}
    take(case, step, by=by, now=now, happened_at=moment_of(happened_on, now), **ended)
    refresh_pairs(case)
    for one in case.participants.all():
        leave_programmes(one, on=happened_on, by=by)
    cancelled = cancel_planned(*case.participants.all(), by=by) + _cancel_meetings(case)
    stage = step.source.value
    codes: dict[str, Any] = {"reason": str(reason), "stage": stage, "cancelled": cancelled}
    tell(case, "case.closed", case, by=by, now=now, on=happened_on, row=row, **codes)
    return row


def _check_day(case: Case, happened_on: date, by: Actor, now: datetime) -> None:
    must_have_happened(case, happened_on, by=by, now=now)
    opened_on = timezone.localdate(case.opened_at)
    if happened_on < opened_on:
        sentence = _("The date cannot be before %(day)s, when the case was opened.")
        raise ImpossibleDay(sentence % {"day": day(opened_on)})


def _cancel_meetings(case: Case) -> int:
    planned = case.conferences.filter(attendance=Attendance.PLANNED)
    return planned.update(attendance=Attendance.CANCELLED, version=F("version") + 1)


@transaction.atomic
def reopen_case(case: Case, *, reason: str, by: Actor, now: datetime) -> Case:
    """Open a closed case again at the stage where it was closed; the closure stays in its history.

    Raises AlreadyMoved where it is open, and StepRefused without a reason.
    """
    case = locked(case, by=by)
    closure = case.closures.filter(reopened_at=None).order_by("-recorded_at").first()
    if closure is None:
        raise AlreadyMoved(where_it_stands(case))
    step = find_step(case, Stage(closure.stage), Way.REOPEN)
    by.must(step.permission)
    if not reason.strip():
        raise StepRefused(_("Say why the case is opened again."))
    closure.reopened_at = now
    closure.save(update_fields=["reopened_at"])
    change = take(case, step, by=by, now=now, reason=reason, closed_on=None)
    refresh_pairs(case)
    tell(case, "case.reopened", case, by=by, now=now, row=change, stage=step.target.value)
    return case
