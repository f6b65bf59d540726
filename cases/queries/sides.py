"""What kind of case it is, by the sides of its people."""

from __future__ import annotations

from areas.actor import Actor
from cases.models import Case, Participant
from cases.stages.sides import MEDIATION


def is_mediation_case(case: Case, actor: Actor) -> bool:
    """Whether a visible case is between two parties, of whom neither is the one harmed."""
    rows = Participant.objects.visible_to(actor).filter(case=case, side__in=MEDIATION)
    return rows.exists()
