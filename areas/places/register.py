"""The reference data of places, read once in each process; sources in `areas/reference/SOURCES.md`.

A postcode sector ("ME14 1") may lie in several districts: `share` is the part of its postcodes in
each. A district lies in one police force area.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REFERENCE = Path(__file__).parent.parent / "reference"


@dataclass(frozen=True, slots=True)
class Force:
    """A police force area: `slug` is that of the area whose service works there, if any does."""

    slug: str
    name: str
    police_force: str


@dataclass(frozen=True, slots=True)
class District:
    """A local authority district, by its 2025 code."""

    code: str
    name: str
    force: Force


@dataclass(frozen=True, slots=True)
class Share:
    district: District
    share: float


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


@cache
def forces() -> dict[str, Force]:
    """The 43 police force areas of England and Wales by slug."""
    return {
        row["slug"]: Force(row["slug"], row["name"], row["police_force"])
        for row in _rows("pcc_areas.csv")
    }


@cache
def districts() -> dict[str, District]:
    """The 318 districts by their code."""
    return {
        row["lad_code_2025"]: District(
            row["lad_code_2025"], row["lad_name"], forces()[row["pcc_slug"]]
        )
        for row in _rows("lad_to_pfa.csv")
    }


@cache
def sectors() -> dict[str, tuple[Share, ...]]:
    """Each postcode sector's districts, the greatest share first."""
    found: dict[str, tuple[Share, ...]] = {}
    for row in _rows("postcode_sector_to_lad.csv"):
        share = Share(districts()[row["lad_code_2025"]], float(row["share"]))
        found[row["sector"]] = (*found.get(row["sector"], ()), share)
    return found
