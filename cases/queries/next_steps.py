"""What needs to happen next: the facts that the guards ask for, read once, and what they answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from areas.actor import Actor
from cases.guards import Standing, Unmet
from cases.models import Case, CaseWorker, Participant
from cases.pipeline import Step, Way, steps_from
from cases.stages import Stage
from people.models import Answer
from people.queries import root_of

from .case import participants_of, team_of
from .facts import Facts, facts_of
from .part import standing_pairs


@dataclass(frozen=True, slots=True)
class NextStep:
    """One step that leads on from where the case stands, and what is missing before it."""

    step: Step
    unmet: list[Unmet]

    @property
    def is_open(self) -> bool:
        return not self.unmet


def standing_of(
    case: Case,
    actor: Actor,
    *,
    workers: Sequence[CaseWorker] | None = None,
    participants: Sequence[Participant] | None = None,
    facts: Facts | None = None,
) -> Standing:
    """What the guards ask, in four queries at most, however much the case holds.

    A page that has read the team, the participants or the facts already passes them in.
    """
    facts = facts or facts_of(case, actor)
    people = participants_of(case, actor) if participants is None else participants
    return Standing(
        case=case,
        workers=team_of(case, actor) if workers is None else workers,
        participants=people,
        pairs=list(standing_pairs(actor).filter(case=case)),
        informed=facts.informed,
        reachable=frozenset(one.pk for one in people if _is_reachable(one, facts)),
        met=facts.met,
        consented=facts.consented,
        vouched=facts.vouched,
        orders=facts.orders,
        elsewhere=facts.elsewhere,
        exchanged=facts.exchanged,
        advised=facts.advised,
    )


def _is_reachable(one: Participant, facts: Facts) -> bool:
    """They contact us, or they may be contacted in a way or in words that were agreed."""
    root = root_of(one.person)
    if one.may_contact == Answer.NO or root in facts.contact_us:
        return True
    agreed = bool(one.safe_contact or facts.ways.get(root))
    return one.may_contact == Answer.YES and agreed


def next_steps(standing: Standing, actor: Actor, today: date) -> list[NextStep]:
    """The steps that lead on or back from where the case stands, each with what is missing."""
    ways = (Way.FORWARD, Way.BACK)
    steps = [step for step in steps_from(Stage(standing.case.stage)) if step.way in ways]
    return [NextStep(step, step.refusals(standing, actor, today)) for step in steps]
