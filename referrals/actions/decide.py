"""The one writer of `Referral.status`."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.scoping import save_version
from audit.record import record
from referrals.models import Referral, ReferralDecision
from referrals.pipeline import Step, step_by
from referrals.queries import what_was_decided
from referrals.stages import Decision


class AlreadyDecided(Exception):
    """Somebody else was first. The text says who, what and when, and may be shown."""


class DecisionRefused(Exception):
    """The referral is not ready for this decision. The text may be shown."""


def _locked(referral: Referral, *, by: Actor, version: int | None) -> Referral:
    row = Referral.objects.visible_to(by).select_for_update().get(pk=referral.pk)
    if version is not None and row.version != version:
        raise AlreadyDecided(what_was_decided(row))
    return row


def _open_step(row: Referral, decision: Decision, *, by: Actor) -> Step:
    step = step_by(row, decision)
    if step is None:
        raise AlreadyDecided(what_was_decided(row))
    by.must(step.permission)
    if refusals := step.refusals(row, by):
        raise DecisionRefused(" ".join(refusals))
    return step


def _take(row: Referral, decision: Decision, *, note: str, by: Actor, now: datetime) -> Referral:
    step = _open_step(row, decision, by=by)
    ReferralDecision.objects.create(
        area=by.area,
        referral=row,
        source=step.source,
        target=step.target,
        decision=decision,
        happened_at=now,
        note=note,
        recorded_at=now,
        recorded_by=by.user,
    )
    row.status, row.decision, row.decided_at, row.decided_by = step.target, decision, now, by.user
    save_version(
        row, version=row.version, fields=["status", "decision", "decided_at", "decided_by"]
    )
    record(
        "referral.decided", row, by=by, source=step.source, target=step.target, decision=decision
    )
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
) -> Referral:
    """Decline a referral or ask for information, along TRIAGE.

    With `version`, the one that the decider saw, a decision in between is told and not overwritten.
    Raises AlreadyDecided, DecisionRefused.
    """
    if decision == Decision.ACCEPT:
        raise DecisionRefused(_("A referral is accepted by opening its case."))
    return _take(_locked(referral, by=by, version=version), decision, note=note, by=by, now=now)


@transaction.atomic
def mark_accepted(
    referral: Referral, *, by: Actor, now: datetime, version: int | None = None
) -> Referral:
    """Accept a referral, as its case is opened. Raises AlreadyDecided, DecisionRefused."""
    return _take(
        _locked(referral, by=by, version=version), Decision.ACCEPT, note="", by=by, now=now
    )
