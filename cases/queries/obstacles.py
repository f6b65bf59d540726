"""What stands in the way of anything that goes from one side to the other, told beforehand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from areas.actor import Actor
from cases.models import Case, Letter, Message

from .activities import is_cleared_at
from .crossing_steps import CrossingStep
from .orders import forbidding

CROSSES = frozenset({"offer", "deliver", "pass_on"})
"""The steps of letters and messages that are refused while something stands in the way."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One sentence, which names nobody, because the pages where it stands are for one side. `bound`
    is whose order it is, none where the clearance is missing.
    """

    text: str
    bound: UUID | None = None


def obstacles_of(
    case: Case, thing: Letter | Message, actor: Actor, *, now: datetime
) -> list[Obstacle]:
    """What would refuse it today: no clearance in force, or an order. Two queries."""
    ends = (thing.author if isinstance(thing, Letter) else thing.sender, thing.recipient)
    found = []
    if not is_cleared_at(actor, case, now):
        found.append(Obstacle(_("No signed-off risk assessment is in force today.")))
    forbids = _("An order or condition forbids contact between the two, and no manager has agreed.")
    orders = forbidding(case, ends, actor, on=timezone.localdate(now))
    return [*found, *(Obstacle(forbids, order.against_id) for order in orders)]


def obstacles_before(
    steps: Iterable[CrossingStep],
    case: Case,
    thing: Letter | Message,
    actor: Actor,
    *,
    now: datetime,
) -> list[Obstacle]:
    """What stands in the way, where one of these steps would lead over to the other side."""
    if any(step.name in CROSSES for step in steps):
        return obstacles_of(case, thing, actor, now=now)
    return []
