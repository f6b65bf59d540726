"""The one writer of `Case.stage`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.actor import Actor
from audit.record import record
from cases.models import Case, StageChange
from cases.pipeline import Step, Way, may_pass, step_between
from cases.queries.next_steps import standing_of
from cases.stages import Stage
from ui.dates import moment

from .activity import locked, stamp
from .timeline import tell


class StepRefused(Exception):
    """Something is missing before the step. The text says what, and may be shown."""


class AlreadyMoved(Exception):
    """No such step leads from where the case stands: somebody was first. The text may be shown."""


def where_it_stands(case: Case) -> str:
    """Which stage, since when and through whom, in a sentence."""
    last = case.stage_changes.select_related("recorded_by").order_by("-recorded_at").first()
    values = {"stage": str(Stage(case.stage).label)}
    if last is None or last.recorded_by is None:
        return _("This case is at “%(stage)s” now. Nothing was changed.") % values
    values |= {"who": last.recorded_by.name, "when": moment(last.recorded_at)}
    return _("%(who)s moved this case to “%(stage)s” on %(when)s. Nothing was changed.") % values


def find_step(case: Case, to: Stage, *ways: Way) -> Step:
    """The step from where the locked case stands; raises AlreadyMoved."""
    step = step_between(Stage(case.stage), to)
    if step is None or step.way not in ways:
        raise AlreadyMoved(where_it_stands(case))
    return step


def take(
    case: Case,
    step: Step,
    *,
    by: Actor,
    now: datetime,
    happened_at: datetime | None = None,
    reason: str = "",
    passed: Sequence[str] = (),
    **also: Any,
) -> StageChange:
    """Take a step with a locked case whose guards have been asked: stage, history, audit.

    Closing and reopening tell the history themselves. `passed` are the guards that a manager went
    past.
    """
    case.stage = step.target
    for name, value in also.items():
        setattr(case, name, value)
    case.save(update_fields=["stage", *also])
    change = StageChange.objects.create(
        case=case,
        source=step.source,
        target=step.target,
        happened_at=happened_at or now,
        reason=reason,
        **stamp(by, now),
    )
    codes: dict[str, Any] = {"source": step.source.value, "target": step.target.value}
    if passed:
        codes["passed"] = list(passed)
    if step.way in {Way.FORWARD, Way.BACK}:
        tell(case, "case.moved", case, by=by, now=now, on=happened_at, row=change, **codes)
    else:
        record("case.moved", case, by=by, **codes)
    return change


@transaction.atomic
def move_case(case: Case, *, to: Stage, by: Actor, now: datetime, reason: str = "") -> Case:
    """Move the case one step along the pipeline, or one back with a reason.

    With a reason a service manager goes past what `pipeline.PASSABLE` names; the history and the
    audit say so. Closing and reopening have their own actions. Raises AlreadyMoved, StepRefused.
    """
    case = locked(case, by=by)
    step = find_step(case, to, Way.FORWARD, Way.BACK)
    by.must(step.permission)
    if step.way is Way.BACK and not reason.strip():
        raise StepRefused(_("Say why the case goes back."))
    today = timezone.localdate(now)
    unmet = step.refusals(standing_of(case, by), by, today)
    if unmet and not (reason.strip() and may_pass(unmet, by)):
        raise StepRefused(" ".join(one.sentence for one in unmet))
    take(case, step, by=by, now=now, reason=reason, passed=sorted({one.guard for one in unmet}))
    return case
