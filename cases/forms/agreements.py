from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from areas.scoping import AreaQuerySet
from cases.models import Participant
from cases.stages import ActionState, ActionType
from ui import fields
from ui.forms import Form, VersionedForm

from .participants_field import ParticipantField, offer

ROWS = (1, 2, 3)
COLUMNS = ("type", "owner", "what", "due_on")
SETTLED = [one for one in ActionState.choices if one[0] != ActionState.OPEN]


class ActionForm(Form):
    """One thing that somebody agrees to do."""

    type = fields.SelectField(
        label=_("What kind of action?"), choices=ActionType.choices, missing=_("Select the kind")
    )
    owner = ParticipantField(
        queryset=None, label=_("Who does it?"), missing=_("Select who does it")
    )
    what = fields.LongTextField(
        label=_("What will they do?"),
        missing=_("Enter what they will do"),
        max_length=1000,
        rows=3,
    )
    due_on = fields.DayField(label=_("By which day?"), missing=_("Enter by which day"))

    def __init__(
        self,
        *args: Any,
        people: AreaQuerySet[Participant],
        words: Mapping[str, Any],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["owner"], people, words)


class AgreementForm(Form):
    """The day of an agreement, and up to three actions; more are added later."""

    happened_on = fields.DayField(label=_("Agreed on"), missing=_("Enter the day of the agreement"))

    def __init__(
        self,
        *args: Any,
        people: AreaQuerySet[Participant],
        words: Mapping[str, Any],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, initial={"happened_on": today}, **kwargs)
        self.fields["happened_on"].latest = today  # type: ignore[attr-defined]
        for row in ROWS:
            part = ActionForm(people=people, words=words)
            for name in COLUMNS:
                field = part.fields[name]
                field.required = row == 1
                self.fields[f"{name}_{row}"] = field

    def clean(self) -> dict[str, Any]:
        for row in ROWS[1:]:
            given = [name for name in COLUMNS if self.cleaned_data.get(f"{name}_{row}")]
            for name in COLUMNS if given else ():
                if name not in given and f"{name}_{row}" not in self.errors:
                    field = self.fields[f"{name}_{row}"]
                    self.add_error(f"{name}_{row}", field.error_messages["required"])
        return self.cleaned_data

    def promises(self) -> list[dict[str, Any]]:
        """The actions that were filled in."""
        rows = [{name: self.cleaned_data[f"{name}_{row}"] for name in COLUMNS} for row in ROWS]
        return [row for row in rows if row["what"]]

    def rows(self) -> list[list[Any]]:
        """The fields of each action, for the page."""
        return [[self[f"{name}_{row}"] for name in COLUMNS] for row in ROWS]


class SettleActionForm(VersionedForm):
    """What became of an action."""

    state = fields.ChoiceField(
        label=_("What became of it?"), choices=SETTLED, missing=_("Select what became of it")
    )
    settled_on = fields.DayField(label=_("On which day?"), missing=_("Enter the day"))

    def __init__(self, *args: Any, version: int, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": version, "settled_on": today}, **kwargs)
        self.fields["settled_on"].latest = today  # type: ignore[attr-defined]
