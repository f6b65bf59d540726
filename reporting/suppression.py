"""What a commissioner may not see: small numbers, and numbers that would give a small one away.

Within a table whose parts add up to a total, the hidden set depends on the values only, never on
their order, and holds at least two different values under one sign. So any two hidden cells could
change places without a change in print: nobody who knows this very rule can work one out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

THRESHOLD = 5
"""The national default, and the least that an area may set: 1 to 4 are not shown."""

SHARE_BASE = 10
"""A percentage of fewer than ten is not shown."""

NOT_SHOWN = "–"
BEYOND = 10**9


class NotProtected(Exception):
    """A hidden number could be worked out from what is shown; the table is not published."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One number as a reader sees it. A hidden cell holds no value at all."""

    value: int | None
    shown: str
    hidden: bool

    @classmethod
    def open(cls, value: int) -> Cell:
        return cls(value, f"{value:,}", False)

    @classmethod
    def closed(cls, shown: str) -> Cell:
        return cls(None, shown, True)


@dataclass(frozen=True, slots=True)
class Additive:
    """The name of a total and the names of the parts that add up to it. A part has one total."""

    total: str
    parts: tuple[str, ...]


def suppress(
    values: Mapping[str, int], *, tables: Sequence[Additive], threshold: int = THRESHOLD
) -> dict[str, Cell]:
    """Every named value as a cell; raises NotProtected where a table does not hold."""
    if threshold < THRESHOLD:
        raise ValueError(
            f"The threshold is {threshold}; it may be raised, never below {THRESHOLD}."
        )
    _must_add_up(values, tables)
    few = _few(threshold)
    cells = {
        name: Cell.closed(few) if 1 <= value < threshold else Cell.open(value)
        for name, value in values.items()
    }
    for table in tables:
        if not cells[table.total].hidden and _to_hide(values, table, threshold) is None:
            cells[table.total] = Cell.closed(_("hidden"))
    for table in tables:
        if cells[table.total].hidden:
            names, sign = _without_zeros(values, table), cells[table.total].shown
        else:
            names = _to_hide(values, table, threshold) or frozenset()
            sign = few if all(values[name] < threshold for name in names) else _("hidden")
        cells |= dict.fromkeys(names, Cell.closed(sign))
    prove(cells, tables=tables, threshold=threshold)
    return cells


def share(*, reached: Cell, missed: Cell, base: Cell) -> str:
    """A percentage: hidden with its numerator or its complement, a dash for a base under ten."""
    if reached.value is None or missed.value is None or base.value is None:
        return _("hidden")
    if base.value < SHARE_BASE:
        return NOT_SHOWN
    return percentage(reached.value, base.value)


def percentage(part: int, base: int) -> str:
    """`36%`, rounded half up; a dash where there is nothing to take a share of."""
    return f"{(200 * part + base) // (2 * base)}%" if base else NOT_SHOWN


def prove(cells: Mapping[str, Cell], *, tables: Sequence[Additive], threshold: int) -> None:
    """Raise NotProtected unless print alone leaves two values for every hidden cell of a table."""
    for table in tables:
        total = _range(cells[table.total], threshold)
        parts = [_range(cells[name], threshold) for name in table.parts]
        least, most = sum(low for low, _high in parts), sum(high for _low, high in parts)
        room = [(total, (least, most))]
        room += [((lo, hi), (total[0] - most + hi, total[1] - least + lo)) for lo, hi in parts]
        for own, left in room:
            if own[0] < own[1] and max(own[0], left[0]) >= min(own[1], left[1]):
                raise NotProtected(
                    _("A hidden number of the table “%(table)s” could be worked out.")
                    % {"table": table.total}
                )


def _range(cell: Cell, threshold: int) -> tuple[int, int]:
    """The values that the sign in a cell allows: zero is always shown, so none is hidden."""
    if cell.value is not None:
        return cell.value, cell.value
    return 1, threshold - 1 if cell.shown == _few(threshold) else BEYOND


def _to_hide(values: Mapping[str, int], table: Additive, threshold: int) -> frozenset[str] | None:
    """The parts to hide under a total that is shown; None where no choice would be enough."""
    small = {values[name] for name in table.parts if 1 <= values[name] < threshold}
    if len(small) == 1:
        larger = {values[name] for name in table.parts if values[name] >= threshold}
        if not larger:
            return None
        small |= {min(larger)}
    return frozenset(name for name in table.parts if values[name] in small)


def _without_zeros(values: Mapping[str, int], table: Additive) -> frozenset[str]:
    return frozenset(name for name in table.parts if values[name])


def _few(threshold: int) -> str:
    return _("fewer than %(threshold)s") % {"threshold": threshold}


def _must_add_up(values: Mapping[str, int], tables: Sequence[Additive]) -> None:
    parts = [name for table in tables for name in table.parts]
    if len(parts) != len(set(parts)) or set(parts) & {table.total for table in tables}:
        raise ValueError("A part belongs to one total, and is none itself.")
    for table in tables:
        if sum(values[name] for name in table.parts) != values[table.total]:
            raise ValueError(f"The parts of {table.total} do not add up to it.")
