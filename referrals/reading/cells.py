"""A line's cells by what they mean, with what was found wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from people.models import Answer

from .columns import BY_CODE, plain
from .reasons import LONG, UNREADABLE

YES = frozenset({
    "yes", "y", "true", "1", "safe", "ok", "admitted", "admits", "accepts", "accepted", "full",
    "guilty", "full admission", "admitted in full", "pleaded guilty",
})  # fmt: skip
NO = frozenset({
    "no", "n", "false", "0", "not safe", "unsafe", "denied", "denies", "not admitted",
    "does not accept", "not guilty", "no admission", "do not contact",
})  # fmt: skip
NOT_KNOWN = frozenset({"", "unknown", "not known", "n a", "na", "nk", "not asked", "tbc", "u"})
EMPTY = frozenset({"", "unknown", "not known", "n a", "not recorded", "not provided"})
"""What stands in a cell in place of nothing, in any column; a dash is nothing but a sign."""


@dataclass(slots=True)
class Cells:
    """`refusals` and `looks` are codes of `reasons`, in the order in which they were found."""

    by_code: dict[str, str]
    refusals: list[str] = field(default_factory=list)
    looks: list[str] = field(default_factory=list)

    @classmethod
    def of(
        cls, body: Sequence[str], *, columns: Sequence[str], mapping: Mapping[str, str]
    ) -> Cells:
        place = {heading: number for number, heading in enumerate(columns)}
        found = {code: place[heading] for code, heading in mapping.items() if heading in place}
        cells = cls({code: body[at] for code, at in found.items() if at < len(body)})
        for code in BY_CODE:
            if len(cells.by_code.get(code, "")) > BY_CODE[code].limit:
                cells.refuse(code, LONG)
        return cells

    def text(self, code: str) -> str:
        """A cell, on one line unless it is the account; empty where it says so in words."""
        text = self.by_code.get(code, "")
        if plain(text) in EMPTY:
            return ""
        return text if code == "account" else " ".join(text.split())

    def answer(self, code: str) -> str:
        """Yes, no or not known; words that are none of these need a look."""
        said = plain(self.text(code))
        if said in YES:
            return Answer.YES
        if said in NO:
            return Answer.NO
        if said not in NOT_KNOWN:
            self.look(code, UNREADABLE)
        return Answer.UNKNOWN

    def refuse(self, code: str, why: str) -> None:
        self.refusals.append(f"{code}:{why}")

    def look(self, code: str, why: str) -> None:
        self.looks.append(f"{code}:{why}")
