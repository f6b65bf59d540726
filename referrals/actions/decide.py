"""The one writer of `Referral.status`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.scoping import save_version
from audit.record import record
from referrals.models import Referral, ReferralDecision
from referrals.pipeline import UNDECIDED, Step, step_by
from referrals.queries import results_of, what_was_decided
from referrals.queries.corrections import correction_since_decided
from referrals.stages import DECLINES, Decision, Pause, Told

from . import clock
from .after import tell_referrer

ON_THE_PAGE = frozenset({Decision.MORE_INFO, Decision.TAKEN_UP, *DECLINES})
"""What `decide_referral` decides; the other decisions come with more than a decision."""


class AlreadyDecided(Exception):
    """Somebody else was first. The text says who, what and when, and may be shown."""


class ChangedMeanwhile(AlreadyDecided):
    """Somebody corrected what is known of it, which the decider has not read."""


class DecisionRefused(Exception):
    """The referral is not ready for this decision. The text may be shown."""


def _locked(referral: Referral, *, by: Actor, version: int | None) -> Referral:
    row = Referral.objects.visible_to(by).select_for_update().get(pk=referral.pk)
    if version is not None and row.version != version:
        if corrected := correction_since_decided(row, by):
            raise ChangedMeanwhile(corrected)
        raise AlreadyDecided(what_was_decided(row))
    return row


def _open_step(row: Referral, decision: Decision, *, by: Actor) -> Step:
    step = step_by(row, decision)
    if step is None:
        raise AlreadyDecided(what_was_decided(row))
    if not step.is_for(by):
        raise PermissionDenied(decision.value)
    if refusals := step.refusals(row, by):
        raise DecisionRefused(" ".join(refusals))
    return step


def _keep(row: Referral, step: Step, *, by: Actor, now: datetime, **decided: Any) -> None:
    ReferralDecision.objects.create(
        area=by.area,
        referral=row,
        source=step.source,
        target=step.target,
        happened_at=now,
        checks=_checks(row, step, by=by),
        recorded_at=now,
        recorded_by=by.user,
        **decided,
    )


def _checks(row: Referral, step: Step, *, by: Actor) -> dict[str, str]:
    """What the rules said when an undecided referral was decided, in codes."""
    if step.source not in UNDECIDED or step.target in UNDECIDED:
        return {}
    return {rule.value: result.outcome.value for rule, result in results_of(row, by)}


def _move(
    row: Referral, step: Step, decision: Decision, *, merged_into: Referral | None, by: Actor
) -> None:
    row.status, row.decision, row.decided_by = step.target, decision, by.user
    row.merged_into = merged_into
    fields = ["status", "decision", "decided_at", "decided_by", "merged_into", *clock.FIELDS]
    save_version(row, version=row.version, fields=fields)
    record(
        "referral.decided", row, by=by, source=step.source, target=step.target, decision=decision
    )


@transaction.atomic
def take(
    referral: Referral,
    decision: Decision,
    *,
    note: str = "",
    by: Actor,
    now: datetime,
    version: int | None = None,
    paused_for: str = "",
    instead: str = "",
    told: Sequence[str] = (),
    again_on: date | None = None,
    merged_into: Referral | None = None,
) -> Referral:
    """Take one step along TRIAGE and keep the decision; the other actions of triage end here.

    `merged_into` comes with DUPLICATE alone. With `version`, the one that the decider saw, a
    decision in between is told and not overwritten. Raises AlreadyDecided, DecisionRefused, and
    PermissionDenied (403) where the step is not the actor's.
    """
    row = _locked(referral, by=by, version=version)
    step = _open_step(row, decision, by=by)
    _keep(
        row,
        step,
        by=by,
        now=now,
        decision=decision,
        note=note,
        paused_for=paused_for,
        instead=instead,
        told=list(told),
        again_on=again_on,
    )
    row.decided_at = now
    clock.set_clock(row, step, by=by, today=timezone.localdate(now), paused_for=paused_for)
    _move(row, step, decision, merged_into=merged_into, by=by)
    return row


@transaction.atomic
def decide_referral(
    referral: Referral,
    *,
    decision: Decision,
    note: str,
    by: Actor,
    now: datetime,
    version: int | None = None,
    instead: str = "",
    told: Sequence[str] = (),
    again_on: date | None = None,
    paused_for: str = "",
) -> Referral:
    """Decline a referral, ask for information or take it up again, along TRIAGE.

    `instead` is what was offered in place of a case, `told` who is told, `again_on` when to look
    again at one whose proceedings are live, `paused_for` why the clock stands still: for the
    referrer unless it says otherwise. Raises AlreadyDecided, DecisionRefused.
    """
    if decision == Decision.ACCEPT:
        raise DecisionRefused(_("A referral is accepted by opening its case."))
    if decision not in ON_THE_PAGE:
        raise DecisionRefused(_("This is decided on a page of its own."))
    _must_make_sense(decision, told=told, again_on=again_on, today=timezone.localdate(now))
    if decision == Decision.MORE_INFO:
        paused_for = paused_for or Pause.REFERRER
    row = take(
        referral,
        decision,
        note=note,
        by=by,
        now=now,
        version=version,
        paused_for=paused_for,
        instead=instead,
        told=told,
        again_on=again_on,
    )
    tell_referrer(row, by=by, now=now)
    return row


def _must_make_sense(
    decision: Decision, *, told: Sequence[str], again_on: date | None, today: date
) -> None:
    if again_on and decision != Decision.LIVE_PROCEEDINGS:
        raise DecisionRefused(_("Only a referral with live proceedings has a day to look again."))
    if again_on and again_on <= today:
        raise DecisionRefused(_("The day to look again must be in the future."))
    if Told.NOBODY in told and len(told) > 1:
        raise DecisionRefused(_("Say who is told, or that nobody is, but not both."))


def mark_accepted(
    referral: Referral, *, by: Actor, now: datetime, version: int | None = None
) -> Referral:
    """Accept a referral, as its case is opened. Raises AlreadyDecided, DecisionRefused."""
    return take(referral, Decision.ACCEPT, by=by, now=now, version=version)
