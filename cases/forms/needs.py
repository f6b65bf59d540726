from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from cases.models import HopedFor
from cases.stages import Hope, Need, NeedsBy, NeedsMoment
from people.models import Answer
from ui import fields
from ui.forms import Form

NOT_APPLICABLE = "na"
SCALE = [
    ("", _("Not asked")),
    ("1", _("1, a major difficulty")),
    ("2", "2"),
    ("3", "3"),
    ("4", "4"),
    ("5", _("5, no difficulty")),
    (NOT_APPLICABLE, _("Does not apply")),
]


class NeedsForm(Form):
    """One look at the eight needs; any of them may be left out."""

    moment = fields.ChoiceField(
        label=_("At which point?"),
        choices=NeedsMoment.choices,
        missing=_("Select at which point this was"),
    )
    by_whom = fields.ChoiceField(
        label=_("Whose view is it?"), choices=NeedsBy.choices, missing=_("Select whose view it is")
    )
    happened_on = fields.DayField(label=_("On which day?"), missing=_("Enter the day"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"happened_on": today}, **kwargs})
        self.fields["happened_on"].latest = today  # type: ignore[attr-defined]
        for need in Need:
            self.fields[need] = fields.SelectField(label=need.label, choices=SCALE, required=False)

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if not any(told.get(need) for need in Need) and not self.errors:
            self.add_error(Need.HEALTH, _("Select a number for at least one need"))
        return told

    def needs(self) -> list[BoundField]:
        return [self[need] for need in Need]

    def recorded(self) -> dict[str, Any]:
        told = self.cleaned_data
        scores = {
            need: None if told[need] == NOT_APPLICABLE else int(told[need])
            for need in Need
            if told[need]
        }
        names = ("moment", "by_whom", "happened_on")
        return {**{name: told[name] for name in names}, "scores": scores}


class HopesForm(Form):
    hopes = fields.ChoicesField(
        label=_("What do they hope for?"),
        choices=Hope.choices,
        missing=_("Select what they hope for"),
        help_text=_("Select all that they named."),
    )
    own_words = fields.LongTextField(
        label=_("In their own words"), required=False, max_length=2000, rows=3
    )


class HopesMetForm(Form):
    """Whether each hope came true, in the person's own judgement."""

    def __init__(self, *args: Any, hopes: Sequence[HopedFor], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in hopes:
            self.fields[row.hope] = fields.ChoiceField(
                label=Hope(row.hope).label, choices=Answer.choices, initial=row.met
            )
