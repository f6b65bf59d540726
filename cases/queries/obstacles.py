"""What stands in the way of anything that goes from one side to the other, told beforehand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from areas.actor import Actor
from cases.guards import hold_in_words
from cases.models import Case, Letter, Message

from .activities import is_cleared_at
from .crossing_steps import CrossingStep
from .orders import forbidding, forbids_elsewhere

CROSSES = frozenset({"offer", "deliver", "pass_on"})
"""The steps of letters and messages that are refused while something stands in the way."""


HOLD, RISK, ORDER, ELSEWHERE = "hold", "risk", "order", "elsewhere"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One sentence, which names nobody, because the pages where it stands are for one side. `kind`
    is HOLD, RISK, ORDER or ELSEWHERE; `bound` is whose order it is, where it belongs to this case,
    and `elsewhere` the other case that it belongs to, empty where the reader may not see that one.
    """

    text: str
    kind: str = RISK
    bound: UUID | None = None
    elsewhere: str = ""


def obstacles_of(
    case: Case, thing: Letter | Message, actor: Actor, *, now: datetime
) -> list[Obstacle]:
    """What would refuse it today: a hold, no clearance in force, an order, of another case too."""
    ends = (thing.author if isinstance(thing, Letter) else thing.sender, thing.recipient)
    found = []
    if waits := hold_in_words(case, timezone.localdate(now)):
        found.append(Obstacle(waits, HOLD))
    if not is_cleared_at(actor, case, now):
        found.append(Obstacle(_("No signed-off risk assessment is in force today.")))
    today = timezone.localdate(now)
    orders = forbidding(case, ends, actor, on=today)
    found += [Obstacle(forbids_contact(), ORDER, order.against_id) for order in orders]
    where = forbids_elsewhere(*ends, actor, on=today)
    return found if where is None else [*found, _elsewhere(where)]


def forbids_contact() -> str:
    """Why it is refused, on a page for one side."""
    return _("An order or condition forbids contact between the two, and no manager has agreed.")


def _elsewhere(case: str) -> Obstacle:
    said = _(
        "An order or condition that is recorded in %(case)s forbids contact between the two, and "
        "no manager has agreed there."
    ) % {"case": case or _("another case")}
    return Obstacle(said, ELSEWHERE, elsewhere=case)


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
