"""Choosing people of a case: by short name and by side, never by a way to reach them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.models import Participant
from cases.queries.activities import side_in_words
from ui import fields


def _label(participant: Participant, words: Mapping[str, Any]) -> str:
    return f"{participant.person.short_name} ({side_in_words(participant.side, words)})"


class ParticipantField(fields.RowField):
    """One participant, as radios."""

    words: Mapping[str, Any]

    def label_from_instance(self, obj: Any) -> str:
        return _label(obj, self.words)


class ParticipantsField(fields.RowsField):
    """Any participants, as boxes to tick."""

    words: Mapping[str, Any]

    def label_from_instance(self, obj: Any) -> str:
        return _label(obj, self.words)


def offer(field: Any, rows: Any, words: Mapping[str, Any]) -> None:
    """Let the field choose among these rows."""
    field.words = words
    field.queryset = rows
