"""What the first page of a case shows besides its next steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from areas.actor import Actor
from cases.models import Case, Closure, Participant
from cases.stages import OPPOSED, MayBeTold, ParticipantStatus, Side, Stage

from .fact_rows import SteppedBack
from .facts import Facts


@dataclass(frozen=True, slots=True)
class StripStep:
    label: str
    state: str


def stage_strip(case: Case, closure: Closure | None) -> list[StripStep]:
    """Referral to outcome; of a closed case, how far it came."""
    stages: list[Stage] = [stage for stage in Stage if stage is not Stage.CLOSED]
    reached = stages.index(Stage(closure.stage if closure else case.stage))
    steps = [StripStep(_("Referral"), "done")]
    for number, stage in enumerate(stages):
        here = "done" if closure else "current"
        state = "done" if number < reached else here if number == reached else "upcoming"
        steps.append(StripStep(str(stage.label), state))
    return steps


def closure_of(case: Case, actor: Actor) -> Closure | None:
    """The closing that stands, where the case is closed."""
    if case.stage != Stage.CLOSED:
        return None
    rows = Closure.objects.visible_to(actor).filter(case=case, reopened_at=None)
    return rows.order_by("-recorded_at").first()


def may_be_told(
    closure: Closure | None, participants: Sequence[Participant]
) -> list[tuple[Side, str]]:
    """What each side that somebody is on may be told of the end, in words."""
    if closure is None:
        return []
    here = {one.side for one in participants}
    told = (closure.told_one, closure.told_other)
    return [
        (side, str(MayBeTold(code).label))
        for pair in OPPOSED
        for side, code in zip(pair, told, strict=True)
        if side in here and code
    ]


def withdrawals_of(
    participants: Sequence[Participant], facts: Facts
) -> list[tuple[Participant, SteppedBack]]:
    """The last withdrawal of each who has withdrawn and not come back."""
    left = [one for one in participants if one.status == ParticipantStatus.WITHDREW]
    return [(one, facts.stepped_back[one.pk]) for one in left if one.pk in facts.stepped_back]
