from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from referrals.actions import IncidentTold
from referrals.stages import Flag, JusticeStage, Offence
from ui import fields
from ui.forms import Form


class IncidentForm(Form):
    """What happened."""

    offence = fields.SelectField(
        label=_("What kind of harm was it?"),
        choices=Offence.choices,
        missing=_("Select the kind of harm"),
    )
    happened_on = fields.DayField(
        label=_("When did it happen?"),
        required=False,
        help_text=_("For example, 27 3 2026. Leave it empty if the day is not known."),
    )
    police_reference = fields.TextField(
        label=_("Police crime reference"), required=False, max_length=40, width=20
    )
    justice_stage = fields.SelectField(
        label=_("Where is it in the justice system?"),
        choices=JusticeStage.choices,
        missing=_("Select where it is in the justice system, or “Not known”"),
    )
    flags = fields.ChoicesField(
        label=_("Does any of these apply?"),
        choices=Flag.choices,
        required=False,
        help_text=_("Select all that apply. None of them rules anybody out: we take special care."),
    )
    account = fields.LongTextField(
        label=_("What happened, and what harm was done?"),
        missing=_("Enter what happened, in a few sentences"),
        max_length=5000,
        rows=7,
        count=True,
        help_text=_("A few sentences are enough. Leave out addresses and telephone numbers."),
    )

    def limit_incident(self, today: date) -> None:
        self.fields["happened_on"].latest = today  # type: ignore[attr-defined]

    def incident(self) -> IncidentTold:
        names = ("offence", "happened_on", "police_reference", "justice_stage", "flags", "account")
        told: dict[str, Any] = {name: self.cleaned_data[name] for name in names}
        return IncidentTold(**told)
