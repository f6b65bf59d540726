"""How the case itself goes: stages, holds, who works it, and its risk."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from areas.actor import Actor
from cases.models import CaseWorker, Clearance, Closure, StageChange
from cases.stages import (
    ClosureReason,
    HoldReason,
    RestrictionReason,
    RiskLevel,
    Stage,
    WorkerRole,
)
from cases.stages.sensitive import NotSensitiveReason, SensitiveReason
from ui.dates import day

from .kind import Group, Kind, Told, always, label


def _moved(told: Told) -> str:
    values = {"stage": label(Stage, told.codes["target"])}
    if told.codes.get("passed"):
        return _("Moved to %(stage)s, past what was missing, by a service manager") % values
    return _("Moved to %(stage)s") % values


def _reopened(told: Told) -> str:
    return _("Opened again, at the stage %(stage)s") % {"stage": label(Stage, told.codes["stage"])}


def _closed(told: Told) -> str:
    return _("Case closed: %(why)s") % {"why": label(ClosureReason, told.codes["reason"])}


def _held(told: Told) -> str:
    values = {
        "day": day(date.fromisoformat(told.codes["until"])),
        "why": label(HoldReason, told.codes["reason"]),
    }
    return _("On hold until %(day)s: %(why)s") % values


def _joined(told: Told) -> str:
    return _("%(role)s allocated") % {"role": label(WorkerRole, told.codes["role"])}


def _cleared(told: Told) -> str:
    values = {
        "level": label(RiskLevel, told.codes["level"]),
        "day": day(date.fromisoformat(told.codes["until"])),
    }
    return _("Risk signed off: %(level)s, review by %(day)s") % values


def _restricted(told: Told) -> str:
    return _("Restricted to those named: %(why)s") % {
        "why": label(RestrictionReason, told.codes["reason"])
    }


def _marked(told: Told) -> str:
    return _("Marked as sensitive: %(why)s") % {"why": label(SensitiveReason, told.codes["reason"])}


def _unmarked(told: Told) -> str:
    return _("Not sensitive any more: %(why)s") % {
        "why": label(NotSensitiveReason, told.codes["reason"])
    }


def _reason(row: StageChange, _actor: Actor) -> str:
    return row.reason


def _note(row: Closure, _actor: Actor) -> str:
    return row.note


def _worker(row: CaseWorker, _actor: Actor) -> str:
    if row.until_at:
        return _("%(name)s, until %(day)s.") % {"name": row.user.name, "day": day(row.until_at)}
    return row.user.name


def _conditions(row: Clearance, _actor: Actor) -> str:
    return row.conditions


KINDS = (
    Kind("case.opened", Group.STAGES, always(_l("Case opened"))),
    Kind("case.moved", Group.STAGES, _moved, StageChange, _reason),
    Kind("case.reopened", Group.STAGES, _reopened, StageChange, _reason),
    Kind("case.closed", Group.STAGES, _closed, Closure, _note),
    Kind("case.held", Group.STAGES, _held),
    Kind("case.released", Group.STAGES, always(_l("Taken off hold"))),
    Kind("case.restricted", Group.TEAM, _restricted),
    Kind("case.restriction_lifted", Group.TEAM, always(_l("No longer restricted"))),
    Kind("case.marked_sensitive", Group.RISK, _marked),
    Kind("case.unmarked_sensitive", Group.RISK, _unmarked),
    Kind("worker.joined", Group.TEAM, _joined, CaseWorker, _worker, ("user",)),
    Kind("case.risk_cleared", Group.RISK, _cleared, Clearance, _conditions),
    Kind("case.risk_clearance_ended", Group.RISK, always(_l("The risk must be signed off again"))),
)
