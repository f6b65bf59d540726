"""What binds people of a case and what was advised about it, as guards and pages read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cases.models import Participant
from cases.stages import OPPOSED, Advice


@dataclass(frozen=True, slots=True)
class Bound:
    """An order or condition that binds a participant; `until_on` is empty where it has no end.

    `forbids` contact with the other side, unless a manager has `agreed` to it.
    """

    pk: UUID
    against_id: UUID
    kind: str
    from_on: date
    until_on: date | None
    forbids: bool
    agreed: bool

    def is_over(self, today: date) -> bool:
        return self.until_on is not None and self.until_on < today


@dataclass(frozen=True, slots=True)
class BoundElsewhere:
    """An order of another case that forbids two people of this one contact with each other: nobody
    is told which of them it binds. `reference` is empty where the reader may not see that case.
    """

    one: UUID
    other: UUID
    from_on: date
    until_on: date | None
    reference: str

    def stops(self, one: Participant, other: Participant, today: date) -> bool:
        """It is in force, and the two stand opposed here too."""
        sides = (one.side, other.side)
        in_force = self.from_on <= today and (self.until_on is None or today <= self.until_on)
        return in_force and (sides in OPPOSED or sides[::-1] in OPPOSED)


@dataclass(frozen=True, slots=True)
class Advised:
    """What agencies advised on a day, and have not advised otherwise since."""

    on: date
    advice: Advice
    agencies: Sequence[str]
