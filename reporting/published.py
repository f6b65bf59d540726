"""What leaves the service: figures after suppression, a type of their own, with no raw number."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any, Self, cast

from reporting.figures import (
    About,
    Closure,
    Cohort,
    Counts,
    Direct,
    Indirect,
    Initiators,
    QuarterFigures,
    Sides,
    as_json,
    digest,
)
from reporting.periods import Period
from reporting.suppression import THRESHOLD, Additive, Cell, share, suppress

SIDES = ("harmed", "responsible", "other")


@dataclass(frozen=True, slots=True)
class PublishedFigures:
    """The suppressed snapshot of a quarter: all that a commissioner's page or PDF is made from."""

    about: About
    threshold: int
    counts: Counts[Cell]

    def as_json(self) -> str:
        return as_json(self)

    @property
    def digest(self) -> str:
        return digest(self.as_json())

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The snapshot read back from its stored text."""
        stored = json.loads(text)
        return cls(_about(stored["about"]), stored["threshold"], _counts(stored["counts"]))


def suppressed(figures: QuarterFigures, *, threshold: int = THRESHOLD) -> PublishedFigures:
    """The figures with every small number hidden; raises NotProtected where that does not hold."""
    counts = _without_reasons_of_few(figures.counts, threshold)
    cells = suppress(_named(counts), tables=_additive(counts), threshold=threshold)
    shown = _with_shares(_dressed(counts, cells))
    return PublishedFigures(figures.about, threshold, replace(shown, closures=_ranked(shown)))


def _without_reasons_of_few(counts: Counts[int], threshold: int) -> Counts[int]:
    """Under a small total each reason that is listed happened: the list itself would tell."""
    return replace(counts, closures=()) if counts.cases_closed < threshold else counts


def opened(counts: Counts[int]) -> Counts[Cell]:
    """The service's own figures laid out for its own screens, with nothing hidden."""
    shown = _dressed(counts, {name: Cell.open(value) for name, value in _named(counts).items()})
    return replace(shown, closures=_ranked(shown))


def _ranked(shown: Counts[Cell]) -> tuple[Closure[Cell], ...]:
    """Largest first, then the hidden ones by code: their order must not tell which is larger."""
    return tuple(
        sorted(shown.closures, key=lambda reason: (-(reason.count.value or 0), reason.code))
    )


def _additive(counts: Counts[int]) -> list[Additive]:
    """Every total on the page with the parts that a reader could subtract from it."""
    tables = [
        Additive("referrals", tuple(f"initiators.{part.name}" for part in fields(Initiators))),
        Additive("referrals", ("received.reached", "received.missed")),
        Additive("cases_closed", ("closed.reached", "closed.missed")),
    ]
    if counts.closures:
        reasons = tuple(f"closures.{reason.code}" for reason in counts.closures)
        tables.append(Additive("cases_closed", reasons))
    for people in ("contacted", "engaged"):
        tables.append(Additive(f"{people}.total", tuple(f"{people}.{side}" for side in SIDES)))
        tables.append(Additive(f"{people}.total", (f"{people}.persons", f"{people}.repeats")))
    return tables


def _named(node: Any, path: str = "") -> dict[str, int]:
    """Every number of the figures under its dotted name; a closure reason under its code."""
    if isinstance(node, int):
        return {path: node}
    if isinstance(node, Closure):
        return {path: node.count}
    named = [_named(child, key) for key, child in _children(node, path)]
    return {name: value for found in named for name, value in found.items()}


def _children(node: Any, path: str) -> list[tuple[str, Any]]:
    prefix = f"{path}." if path else ""
    if isinstance(node, tuple):
        return [(f"{prefix}{closure.code}", closure) for closure in node]
    if is_dataclass(node):
        return [(f"{prefix}{field.name}", getattr(node, field.name)) for field in fields(node)]
    return []


def _dressed(counts: Counts[int], cells: Mapping[str, Cell]) -> Counts[Cell]:
    """The same figures with each number replaced by its cell."""
    return cast(Counts[Cell], _replaced(counts, cells, ""))


def _replaced(node: Any, cells: Mapping[str, Cell], path: str) -> Any:
    if isinstance(node, int):
        return cells[path]
    if isinstance(node, Closure):
        return replace(node, count=cells[path])
    if isinstance(node, tuple):
        return tuple(_replaced(child, cells, key) for key, child in _children(node, path))
    if is_dataclass(node) and not isinstance(node, type):
        children = _children(node, path)
        return type(node)(*(_replaced(child, cells, key) for key, child in children))
    return node


def _with_shares(counts: Counts[Cell]) -> Counts[Cell]:
    return replace(
        counts,
        closed=_with_share(counts.closed, base=counts.cases_closed),
        received=_with_share(counts.received, base=counts.referrals),
    )


def _with_share(cohort: Cohort[Cell], *, base: Cell) -> Cohort[Cell]:
    shown = share(reached=cohort.reached, missed=cohort.missed, base=base)
    return replace(cohort, share=shown)


def _about(stored: dict[str, Any]) -> About:
    period = stored["period"]
    start, end = date.fromisoformat(period["start"]), date.fromisoformat(period["end"])
    return About(
        **stored
        | {
            "period": Period(period["label"], start, end),
            "issued_on": date.fromisoformat(stored["issued_on"]),
        }
    )


def _counts(stored: dict[str, Any]) -> Counts[Cell]:
    shapes: dict[str, Any] = {
        "initiators": Initiators,
        "contacted": Sides,
        "engaged": Sides,
        "direct": Direct,
        "indirect": Indirect,
        "closed": Cohort,
        "received": Cohort,
    }
    closures = tuple(Closure(**_cells(closure)) for closure in stored.pop("closures"))
    read: dict[str, Any] = {
        name: shapes[name](**_cells(value)) if name in shapes else Cell(**value)
        for name, value in stored.items()
    }
    return Counts(closures=closures, **read)


def _cells(stored: dict[str, Any]) -> dict[str, Any]:
    return {
        name: Cell(**value) if isinstance(value, dict) else value for name, value in stored.items()
    }
