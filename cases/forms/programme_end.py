from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.stages import ProgrammeEnd
from ui import fields
from ui.forms import Form


class EndForm(Form):
    """Why a programme ends before its last meeting, and on which day."""

    reason = fields.ChoiceField(
        label=_("Why does it end now?"),
        choices=ProgrammeEnd.choices,
        missing=_("Select why it ends now"),
    )
    ended_on = fields.DayField(
        label=_("Day it ended"), missing=_("Enter the day on which it ended")
    )

    def __init__(self, *args: Any, first: date, today: date) -> None:
        super().__init__(*args, initial={"ended_on": today})
        day = self.fields["ended_on"]
        day.earliest, day.latest = first, today  # type: ignore[attr-defined]
