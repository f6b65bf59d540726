from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from cases.models import Participant
from cases.queries.entries import Group
from cases.queries.timeline import Narrowed
from cases.stages import Side
from ui import fields
from ui.forms import Form


class HistoryForm(Form):
    """What to see of a history, from the address; an answer that makes no sense narrows nothing."""

    kind = fields.SelectField(label=_("What"), required=False)
    side = fields.SelectField(label=_("Side"), required=False)
    person = fields.SelectField(label=_("Who"), required=False)
    since = fields.DayField(label=_("From"), required=False)
    until = fields.DayField(label=_("To"), required=False)
    small = fields.TickField(label=_("Small changes too"), required=False)

    def __init__(self, address: Mapping[str, Any], *, people: Sequence[Participant]) -> None:
        super().__init__(address)
        sides = {one.side for one in people}
        self._choose("kind", _("Everything"), [(one.value, one.label) for one in Group])
        self._choose(
            "side", _("Either side"), [(one.value, one.label) for one in Side if one in sides]
        )
        named = [(str(one.pk), one.person.short_name) for one in people]
        self._choose("person", _("Everybody"), named)
        self.full_clean()

    def _choose(self, name: str, all_of: Any, choices: Sequence[tuple[str, Any]]) -> None:
        field: Any = self.fields[name]
        field.choices = [("", all_of), *choices]

    @property
    def is_narrowed(self) -> bool:
        return any(self.cleaned_data.values())

    def narrowed(self) -> Narrowed:
        told = self.cleaned_data
        kind, side, person = told.get("kind"), told.get("side"), told.get("person")
        return Narrowed(
            group=Group(kind) if kind else None,
            side=Side(side) if side else None,
            participant=UUID(person) if person else None,
            since=told.get("since"),
            until=told.get("until"),
            with_small=bool(told.get("small")),
        )
