"""With what limits an area asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from referrals.models import EligibilitySettings, Link, Rule
from referrals.stages import JusticeStage


@dataclass(frozen=True, slots=True)
class Limits:
    """With what limits an area asks; as it stands here, the national defaults.

    Ages are whole years, none is no limit.
    """

    rules: Sequence[str] = tuple(rule for rule in Rule if rule != Rule.REPORTED)
    links: Sequence[str] = tuple(Link)
    stages: Sequence[str] = tuple(
        stage for stage in JusticeStage if stage != JusticeStage.NOT_KNOWN
    )
    harmed_from_age: int | None = None
    responsible_from_age: int | None = None
    responsible_to_age: int | None = None
    excluded: Sequence[str] = ()
    on_request: Sequence[str] = ()

    @classmethod
    def of(cls, row: EligibilitySettings | None) -> Self:
        """The limits of an area's row, or the national defaults where it has none."""
        if row is None:
            return cls()
        return cls(**{name: getattr(row, name) for name in cls.__slots__})
