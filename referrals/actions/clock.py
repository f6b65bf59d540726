"""The triage clock: it counts working days from receipt and stands still only for a recorded
reason (rule C12).
"""

from __future__ import annotations

from datetime import date

from areas.actor import Actor
from areas.context import settings_of
from areas.working_days import add_working_days, working_days_between
from referrals.models import Referral
from referrals.pipeline import Step
from referrals.stages import Status

FIELDS = ["triage_due_on", "paused_on", "paused_for"]


def resumed(due_on: date, *, paused_on: date, today: date) -> date:
    """The due day after a pause: as many working days were left, or late, as when it began."""
    return add_working_days(due_on, working_days_between(paused_on, today))


def set_clock(row: Referral, step: Step, *, by: Actor, today: date, paused_for: str) -> None:
    """Stop, resume or begin anew, as the step asks; the caller saves FIELDS.

    It begins anew only where a decided referral is taken up again: one that was offered to another
    area or joined to another referral, and comes back, has waited all the while; for one that was
    declined the wait begins at the joining.
    """
    if row.paused_on and step.target in {Status.TO_TRIAGE, Status.OFFERED, Status.MERGED}:
        row.triage_due_on = resumed(row.triage_due_on, paused_on=row.paused_on, today=today)
    if step.source == Status.DECLINED and step.target in {Status.TO_TRIAGE, Status.MERGED}:
        row.triage_due_on = add_working_days(today, settings_of(by).triage_days)
    is_paused = step.target == Status.WAITING
    row.paused_on, row.paused_for = (today, paused_for) if is_paused else (None, "")
