"""Quick entry: what became of each session of a day, on one page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from cases.models import Session
from cases.stages import Attendance
from ui import fields
from ui.forms import Form, dress

from .sessions import SETTLED, minutes_field, travel_field, whose_field

KEY = re.compile(r"([0-9a-f]{32})_attendance")
PARTS = ("attendance", "minutes", "whose_doing", "travel_minutes", "note")


@dataclass(frozen=True, slots=True)
class Row:
    """One session of the day with the fields that ask about it."""

    session: Session
    fields: list[BoundField]


class VisitsForm(Form):
    """Each session is asked about under its own key; one that is left empty stays planned."""

    def __init__(
        self, *args: Any, sessions: Sequence[Session], now: datetime, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sessions, self.now = sessions, now
        for one in sessions:
            self._ask(one)
        dress(self)

    def _ask(self, one: Session) -> None:
        key = one.pk.hex
        self.fields[f"{key}_attendance"] = fields.SelectField(
            label=_("What became of it?"), choices=SETTLED, required=False
        )
        self.fields[f"{key}_minutes"] = minutes_field()
        self.fields[f"{key}_whose_doing"] = whose_field()
        self.fields[f"{key}_travel_minutes"] = travel_field()
        self.fields[f"{key}_note"] = fields.LongTextField(
            label=_("Note"), required=False, rows=3, initial=one.note
        )

    def rows(self) -> list[Row]:
        return [Row(one, [self[f"{one.pk.hex}_{part}"] for part in PARTS]) for one in self.sessions]

    def clean(self) -> dict[str, Any]:
        answers = self.cleaned_data
        for one in self.sessions:
            self._clean_one(one, {part: answers.get(f"{one.pk.hex}_{part}") for part in PARTS})
        if not self.errors and not self.told():
            self.add_error(None, _("Say of at least one session what became of it"))
        return answers

    def _clean_one(self, one: Session, told: Mapping[str, Any]) -> None:
        key, became = one.pk.hex, told["attendance"]
        if (
            became == Attendance.HELD
            and not told["minutes"]
            and f"{key}_minutes" not in self.errors
        ):
            self.add_error(f"{key}_minutes", _("Enter how many minutes the session lasted"))
        if became == Attendance.CANCELLED and not told["whose_doing"]:
            self.add_error(f"{key}_whose_doing", _("Select who cancelled it"))
        if became in {Attendance.HELD, Attendance.NOT_ATTENDED} and one.happened_at > self.now:
            self.add_error(
                f"{key}_attendance", _("This session is still to come. Record it afterwards.")
            )

    def told(self) -> dict[UUID, dict[str, Any]]:
        """What is said of each session of which something is said."""
        found = {}
        for one in self.sessions:
            told = {part: self.cleaned_data.get(f"{one.pk.hex}_{part}") for part in PARTS}
            if told["attendance"]:
                found[one.pk] = told
        return found

    def refuse(self, session: UUID, sentence: str) -> None:
        """Put what an action refused beside the session."""
        self.add_error(f"{session.hex}_attendance", sentence)


def keys_in(names: Iterable[str]) -> list[UUID]:
    """The sessions that a sent form asked about."""
    found = (KEY.fullmatch(name) for name in names)
    return [UUID(hex=one[1]) for one in found if one]
