"""The end of a case, from any stage, and its beginning again."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.actor import Actor
from cases.models import Case, Closure, Participant, Withdrawal
from cases.pipeline import Way
from cases.stages import (
    OPPOSED,
    Attendance,
    ClosureReason,
    MayBeTold,
    ParticipantStatus,
    Stage,
)
from ui.dates import day

from .activity import ImpossibleDay, locked, must_have_happened, stamp
from .pairs import refresh_pairs
from .plans import cancel_planned, leave_programmes
from .stage import AlreadyMoved, StepRefused, find_step, take, where_it_stands
from .timeline import moment_of, tell

TOLD = ("told_one", "told_other")


class NotAllowed(Exception):
    """More would be told than somebody allowed. The text may be shown."""


@transaction.atomic
def close_case(
    case: Case,
    *,
    reason: ClosureReason,
    happened_on: date,
    by: Actor,
    now: datetime,
    note: str = "",
    told_one: str = MayBeTold.ENDED,
    told_other: str = MayBeTold.ENDED,
) -> Closure:
    """Close the case on a day: its pairs and places on programmes end, what was planned is
    cancelled, a hold is lifted.

    `told_one` and `told_other` are what each side may be told of it. Raises AlreadyMoved where it
    is closed already, ImpossibleDay, and NotAllowed.
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
        **_may_be_told(case, told_one, told_other, by=by),
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


def _may_be_told(case: Case, *told: str, by: Actor) -> dict[str, str]:
    """What each of the two sides may be told: never why, where somebody of the other stepped back
    and did not allow it. Empty for a side on which nobody is.
    """
    people = list(case.participants.select_related("person"))
    found = {}
    for number, answer in enumerate(told):
        theirs = {pair[number] for pair in OPPOSED}
        if answer == MayBeTold.WHY:
            others = [one for one in people if one.side in {pair[1 - number] for pair in OPPOSED}]
            _must_be_allowed(others, by=by)
        anybody = any(one.side in theirs for one in people)
        found[TOLD[number]] = MayBeTold(answer).value if anybody else ""
    return found


def _must_be_allowed(others: list[Participant], *, by: Actor) -> None:
    for one in others:
        rows = Withdrawal.objects.visible_to(by).filter(participant=one)
        last = rows.order_by("-recorded_at").first()
        if one.status == ParticipantStatus.WITHDREW and last and not last.may_tell_other_side:
            sentence = _("%(name)s did not allow the other side to be told why it ended.")
            raise NotAllowed(sentence % {"name": one.person.short_name})


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
