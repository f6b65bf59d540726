"""Whether and how somebody may be contacted: the one structure that every page shows and every
sending asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from people.models import Answer
from people.ways import Way


def _kind(way: Way) -> str:
    return _("%(kind)s (texts only)") % {"kind": way.kind} if way.texts_alone else way.kind


@dataclass(frozen=True, slots=True)
class SafeContact:
    """What may be said of it on any page of the case: no number, no address, no name, no phrase.

    `line` is what they agreed in their own words; `ways` are None where a page has not asked for
    them.
    """

    may_contact: Answer
    contacts_us: bool
    line: str
    ways: Sequence[Way] | None = None

    @property
    def never(self) -> bool:
        return self.may_contact == Answer.NO

    @property
    def is_asked(self) -> bool:
        return self.may_contact != Answer.UNKNOWN

    @property
    def safe_ways(self) -> list[Way]:
        return [way for way in self.ways or () if way.is_safe]

    @property
    def by_which(self) -> str:
        """The ways that are known to be safe, where nothing was agreed in words: "Email."."""
        kinds = dict.fromkeys(_kind(way) for way in self.safe_ways)
        return f"{', '.join(kinds)}."

    @property
    def unsafe_ways(self) -> list[Way]:
        return [way for way in self.ways or () if not (way.is_safe or way.waits)]

    @property
    def waiting_ways(self) -> list[Way]:
        return [way for way in self.ways or () if way.waits]

    @property
    def refusal(self) -> str:
        """Why nothing may go to them, or nothing."""
        if self.never:
            return _("They must not be contacted.")
        return _("It is not safe to contact them: they contact us.") if self.contacts_us else ""
