"""The prison register, read once in each process; its source is in `cases/reference/SOURCES.md`."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OF_ANY = frozenset([
    "hm",
    "hmp",
    "yoi",
    "hmpyoi",
    "and",
    "prison",
    "young",
    "offender",
    "offenders",
    "institution",
])
"""Words that tell no prison from another."""
REGISTER = Path(__file__).parent.parent / "reference" / "prisons.csv"
Choices = list[tuple[str | Promise, list[tuple[str, str]]]]


@dataclass(frozen=True, slots=True)
class Establishment:
    """A prison or young offender institution by the three letters that the register gives it."""

    code: str
    name: str
    is_open: bool
    place: str

    @property
    def in_full(self) -> str:
        return f"{self.name}, {self.place}" if self.place else self.name


@cache
def establishments() -> Mapping[str, Establishment]:
    """All 172 by their code, in the order of their names."""
    with REGISTER.open(encoding="utf-8") as file:
        found = [
            Establishment(row["agency_id"], row["name"], row["status"] == "open", row["town"])
            for row in csv.DictReader(file)
        ]
    found.sort(key=lambda one: one.name)
    return MappingProxyType({one.code: one for one in found})


def name_of(code: str) -> str:
    """What the register calls it; a code that it does not know stands as it is."""
    known = establishments().get(code)
    return known.name if known else code


def named_in(text: str) -> str:
    """The code of the open one that somebody's own words name; empty if they name none, or might
    mean several.
    """
    said = _telling(text)
    found = [
        one.code
        for one in establishments().values()
        if one.is_open and (name := _telling(one.name)) and name <= said
    ]
    return found[0] if len(found) == 1 else ""


def _telling(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold())) - OF_ANY


def establishment_choices() -> Choices:
    """For a drop-down list: the open ones first."""
    rows = establishments().values()
    return [
        (_("Open"), [(one.code, one.in_full) for one in rows if one.is_open]),
        (_("Closed"), [(one.code, one.name) for one in rows if not one.is_open]),
    ]
