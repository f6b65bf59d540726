from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.stages import ConsentMethod, ConsentPurpose, ConsentState
from ui import fields
from ui.forms import Form


class ConsentForm(Form):
    """One line of the ledger."""

    purpose = fields.ChoiceField(
        label=_("What was asked?"),
        choices=ConsentPurpose.choices,
        missing=_("Select what was asked"),
    )
    state = fields.ChoiceField(
        label=_("What did they say?"),
        choices=ConsentState.choices,
        missing=_("Select what they said"),
    )
    happened_on = fields.DayField(label=_("On which day?"), missing=_("Enter the day"))
    method = fields.ChoiceField(
        label=_("How?"), choices=ConsentMethod.choices, missing=_("Select how they said it")
    )
    wording_version = fields.TextField(
        label=_("Version of the wording"),
        missing=_("Enter the version of the wording"),
        help_text=_("It is printed on the consent form, for example 2026-1."),
        max_length=20,
        width=10,
    )

    def __init__(self, *args: Any, today: date, wording: str, **kwargs: Any) -> None:
        initial = {"happened_on": today, "wording_version": wording}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["happened_on"].latest = today  # type: ignore[attr-defined]
