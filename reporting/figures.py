"""A report is a value: all that a page or a PDF prints, counted once. Templates count nothing.

`Counts[int]` are the service's own figures; `Counts[Cell]` is what a reader sees of them.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from reporting.periods import Period
from reporting.suppression import percentage

COUNTING_RULES = "1"
"""The version of the counting rules in `docs/counting.md`; a changed rule is a new version."""

N = TypeVar("N")


@dataclass(frozen=True, slots=True)
class About:
    """What the figures are figures of. Nothing recorded after `issued_on` is in them."""

    area: str
    area_code: str
    service: str
    commissioner: str
    commissioner_title: str
    period: Period
    issued_on: date
    remote_counts_as_direct: bool
    words: str = "person"
    counting_rules: str = COUNTING_RULES

    @property
    def reference(self) -> str:
        return f"{self.area_code}-{self.period.code}"

    @property
    def days_since_end(self) -> int:
        """How long the last referral of the period has had to progress: the cohort's maturity."""
        return max(0, (self.issued_on - self.period.last_day).days)


@dataclass(frozen=True, slots=True)
class Initiators(Generic[N]):
    """C11. Referrals by who began them, fixed at referral."""

    victim_led: N
    offender_led: N
    other: N


@dataclass(frozen=True, slots=True)
class Sides(Generic[N]):
    """People counted as participants, by side; `persons` are the distinct people among them."""

    harmed: N
    responsible: N
    other: N
    total: N
    persons: N
    repeats: N

    @classmethod
    def counted(cls, *, harmed: int, responsible: int, other: int, persons: int) -> Sides[int]:
        total = harmed + responsible + other
        return Sides(harmed, responsible, other, total, persons, total - persons)


@dataclass(frozen=True, slots=True)
class Direct(Generic[N]):
    """C08. Events at which the sides communicated in real time, and the distinct cases of them."""

    events: N
    cases: N


@dataclass(frozen=True, slots=True)
class Indirect(Generic[N]):
    """C09. Cases with at least one relayed communication in the quarter, and the exchanges."""

    cases: N
    exchanges: N


@dataclass(frozen=True, slots=True)
class Cohort(Generic[N]):
    """C10. Of a cohort: those with an intervention, those without, and the share with."""

    reached: N
    missed: N
    share: str

    @classmethod
    def counted(cls, *, reached: int, base: int) -> Cohort[int]:
        return Cohort(reached, base - reached, percentage(reached, base))


@dataclass(frozen=True, slots=True)
class Closure(Generic[N]):
    """Cases of the closure cohort that closed for one reason."""

    code: str
    label: str
    count: N


@dataclass(frozen=True, slots=True)
class Counts(Generic[N]):
    """The measures; `cases_closed` is the base of `closed`, `referrals` of `received`."""

    referrals: N
    persons_harmed: N
    initiators: Initiators[N]
    cases_opened: N
    contacted: Sides[N]
    engaged: Sides[N]
    direct: Direct[N]
    indirect: Indirect[N]
    cases_closed: N
    closed: Cohort[N]
    received: Cohort[N]
    closures: tuple[Closure[N], ...]
    closures_left_out: N


@dataclass(frozen=True, slots=True)
class QuarterFigures:
    """The service's own figures of a quarter, with nothing hidden: never for a commissioner."""

    about: About
    counts: Counts[int]

    def as_json(self) -> str:
        return as_json(self)


def as_json(figures: Any) -> str:
    """The same figures give the same text: keys sorted, no spaces, dates as 2026-09-30."""
    return json.dumps(
        asdict(figures),
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
        default=date.isoformat,
    )


def digest(text: str) -> str:
    """SHA-256 of a snapshot, as printed at the foot of the report."""
    return hashlib.sha256(text.encode()).hexdigest()
