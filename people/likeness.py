"""How alike two people are, in points that anybody can add up. Nothing here decides: a person does.

| what                                            | points |
|-------------------------------------------------|--------|
| the same name, in either order                  | 50     |
| a similar name (a nickname, another spelling)   | 20-49  |
| the same date of birth                          | 30     |
| day and month the other way round               | 24     |
| one figure of the date differs                  | 15     |
| two known dates that differ otherwise           | -40    |
| the same telephone number or email address      | 25     |
| the same postcode                               | 15     |

From `POSSIBLE` points on two people may be the same. What is not known gives and takes nothing.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from rapidfuzz.distance import Hamming, JaroWinkler

from .nicknames import GROUPS

POSSIBLE = 50
SAME_NAME = 50
BORN_SAME, BORN_SWAPPED, BORN_NEAR, BORN_OTHERWISE = 30, 24, 15, -40
SAME_CONTACT = 25
SAME_POSTCODE = 15
A_NICKNAME = 0.95
ONE_PART = 0.8
TOO_DIFFERENT = 0.7
SIMILAR = 0.85
ODD_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae"})


class Alike(TextChoices):
    """What two people have in common, in words without the thing itself."""

    NAME = "name", _("the same name")
    NAME_SWAPPED = "name_swapped", _("the same name, first and last name the other way round")
    NAME_SIMILAR = "name_similar", _("a similar name")
    BORN = "born", _("the same date of birth")
    BORN_SWAPPED = "born_swapped", _("the same date of birth, day and month the other way round")
    BORN_NEAR = "born_near", _("a date of birth that differs in one figure")
    CONTACT = "contact", _("the same telephone number or email address")
    POSTCODE = "postcode", _("the same postcode")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a person. `ways` and `postcodes` are keyed tokens (people.tokens)."""

    first_name: str = ""
    last_name: str = ""
    date_of_birth: date | None = None
    ways: frozenset[str] = frozenset()
    postcodes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Likeness:
    score: int
    reasons: tuple[Alike, ...]

    @property
    def is_possible(self) -> bool:
        return self.score >= POSSIBLE


def plain(text: str) -> str:
    """A name without accents, marks, punctuation and case; letters of any script stay."""
    spread = unicodedata.normalize("NFKD", text).casefold().translate(ODD_LETTERS)
    kinds = ((sign, unicodedata.category(sign)) for sign in spread if sign not in "'’")
    kept = (
        sign if kind[0] in "LN" or kind == "Mc" else " "
        for sign, kind in kinds
        if kind not in {"Mn", "Cf"}
    )
    return " ".join("".join(kept).split())


def likeness(one: Known, other: Known) -> Likeness:
    """The points of two people and what gave them."""
    found = [_of_names(one, other), _of_birthdays(one.date_of_birth, other.date_of_birth)]
    if one.ways & other.ways:
        found.append((SAME_CONTACT, Alike.CONTACT))
    if one.postcodes & other.postcodes:
        found.append((SAME_POSTCODE, Alike.POSTCODE))
    reasons = tuple(reason for _points, reason in found if reason)
    return Likeness(max(0, sum(points for points, _reason in found)), reasons)


def name_likeness(one: Known, other: Known) -> tuple[float, bool]:
    """From 0 to 1, and whether first and last name stand the other way round."""
    mine = (plain(one.first_name), plain(one.last_name))
    theirs = (plain(other.first_name), plain(other.last_name))
    if _squeezed(*mine) == _squeezed(*theirs):
        return _of_one_text(mine, theirs), False
    if _squeezed(*mine) == _squeezed(theirs[1], theirs[0]):
        return _of_one_text(mine, theirs), True
    straight, crossed = _of_parts(mine, theirs), _of_parts(mine, (theirs[1], theirs[0]))
    return max(straight, crossed), crossed > straight


def _of_names(one: Known, other: Known) -> tuple[int, Alike | None]:
    found, swapped = name_likeness(one, other)
    if found < TOO_DIFFERENT:
        return 0, None
    points = round(SAME_NAME * (found - 0.5) * 2)
    if swapped and found >= A_NICKNAME:
        return points, Alike.NAME_SWAPPED
    if points == SAME_NAME:
        return points, Alike.NAME
    return points, Alike.NAME_SIMILAR if found >= SIMILAR else None


def _of_birthdays(one: date | None, other: date | None) -> tuple[int, Alike | None]:
    if one is None or other is None:
        return 0, None
    if one == other:
        return BORN_SAME, Alike.BORN
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return BORN_SWAPPED, Alike.BORN_SWAPPED
    if Hamming.distance(one.isoformat(), other.isoformat()) == 1:
        return BORN_NEAR, Alike.BORN_NEAR
    return BORN_OTHERWISE, None


def _squeezed(first: str, last: str) -> str:
    return (first + last).replace(" ", "")


def _of_one_text(mine: tuple[str, str], theirs: tuple[str, str]) -> float:
    """A whole name is a name; one word of the Latin alphabet alone is half of one."""
    text = _squeezed(*mine)
    if not text:
        return 0.0
    return 1.0 if all(mine) or all(theirs) or not text.isascii() else ONE_PART


def _of_parts(mine: tuple[str, str], theirs: tuple[str, str]) -> float:
    words = [_of_words(a, b) for a, b in zip(mine, theirs, strict=True) if a and b]
    if not words:
        return 0.0
    return sum(words) / len(words) * (1.0 if len(words) == 2 else ONE_PART)


def _of_words(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if GROUPS.get(one, frozenset()) & GROUPS.get(other, frozenset()):
        return A_NICKNAME
    return float(JaroWinkler.normalized_similarity(one, other))
