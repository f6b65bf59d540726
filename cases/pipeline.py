"""Where a case may go, as a table: read by buttons, API, `move_case` and docs/pipeline.md."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from areas.actor import Actor
from areas.roles import Perm, Role
from cases.stages import Stage

from .guards import (
    Guard,
    Standing,
    Unmet,
    both_sides_willing,
    everybody_met,
    no_agency_against,
    no_order_against,
    not_on_hold,
    other_agencies_asked,
    responsibility_accepted,
    risk_cleared,
    second_look,
    something_happened,
    two_facilitators,
)
from .personal_guards import consents_written, everybody_informed, safe_route_confirmed

PASSABLE: frozenset[Guard] = frozenset({
    two_facilitators,
    responsibility_accepted,
    everybody_met,
    other_agencies_asked,
    no_agency_against,
})
"""What a service manager may go past with a reason (field guide 12.16). Nobody goes past being
told, a safe route, being willing, consent, the risk or an order: those are other people's to give.
"""


class Way(Enum):
    """Which way a step leads."""

    FORWARD = "forward"
    BACK = "back"
    CLOSE = "close"
    REOPEN = "reopen"


ORDER = list(Stage)
NOT_YOURS = _("Your role does not allow this step.")


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the pipeline. Going back and reopening ask for a reason, closing for a code."""

    source: Stage
    target: Stage
    label: str | Promise
    permission: Perm
    guards: tuple[Guard, ...] = ()

    @property
    def way(self) -> Way:
        if self.target is Stage.CLOSED:
            return Way.CLOSE
        if self.source is Stage.CLOSED:
            return Way.REOPEN
        return Way.FORWARD if ORDER.index(self.target) > ORDER.index(self.source) else Way.BACK

    def refusals(self, standing: Standing, actor: Actor, today: date) -> list[Unmet]:
        """Empty when the step is open to the actor today."""
        found = [
            replace(unmet, guard=guard.__name__, passable=guard in PASSABLE)
            for guard in self.guards
            for unmet in guard(standing, today)
        ]
        if not actor.may(self.permission):
            found.append(Unmet(str(NOT_YOURS), "", (), self.permission))
        return found


OPEN_STAGES = [stage for stage in Stage if stage is not Stage.CLOSED]
MOVE, CLOSE = Perm.CASE_MOVE, Perm.CASE_CLOSE
TO_PREPARATION = (
    not_on_hold,
    two_facilitators,
    everybody_informed,
    safe_route_confirmed,
    responsibility_accepted,
    both_sides_willing,
    risk_cleared,
    other_agencies_asked,
)
TO_CONFERENCE = (
    not_on_hold,
    two_facilitators,
    everybody_informed,
    safe_route_confirmed,
    responsibility_accepted,
    both_sides_willing,
    risk_cleared,
    everybody_met,
    second_look,
    consents_written,
    no_order_against,
    no_agency_against,
)
TO_OUTCOME = (not_on_hold, something_happened)

PIPELINE: tuple[Step, ...] = (
    Step(Stage.ASSESSMENT, Stage.PREPARATION, _("Move to preparation"), MOVE, TO_PREPARATION),
    Step(Stage.PREPARATION, Stage.CONFERENCE, _("Move to conference"), MOVE, TO_CONFERENCE),
    Step(Stage.CONFERENCE, Stage.OUTCOME, _("Move to outcome"), MOVE, TO_OUTCOME),
    Step(Stage.PREPARATION, Stage.ASSESSMENT, _("Go back to assessment"), MOVE),
    Step(Stage.CONFERENCE, Stage.PREPARATION, _("Go back to preparation"), MOVE),
    Step(Stage.OUTCOME, Stage.CONFERENCE, _("Go back to conference"), MOVE),
    *(Step(stage, Stage.CLOSED, _("Close the case"), CLOSE) for stage in OPEN_STAGES),
    *(Step(Stage.CLOSED, stage, _("Open the case again"), CLOSE) for stage in OPEN_STAGES),
)


def may_override(actor: Actor) -> bool:
    """Whether the actor may go past what is missing, with a reason: a service manager alone (field
    guide 12.16).
    """
    return Role.MANAGER in actor.roles


def may_pass(unmet: Sequence[Unmet], actor: Actor) -> bool:
    """Whether the actor may go past all of these with a reason."""
    return may_override(actor) and all(one.passable for one in unmet)


def steps_from(stage: Stage) -> list[Step]:
    return [step for step in PIPELINE if step.source is stage]


def step_between(source: Stage, target: Stage) -> Step | None:
    return next((step for step in steps_from(source) if step.target is target), None)


def step_forward(stage: Stage) -> Step | None:
    """The step that moves a case on; none from outcome, where only closing is left."""
    return next((step for step in steps_from(stage) if step.way is Way.FORWARD), None)


def step_back(stage: Stage) -> Step | None:
    return next((step for step in steps_from(stage) if step.way is Way.BACK), None)
