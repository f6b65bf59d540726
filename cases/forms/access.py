from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.queries.establishments import establishment_choices
from cases.stages import Access
from ui import fields
from ui.forms import Form, VersionedForm


class AskForm(Form):
    """That a prison was asked to let a facilitator in."""

    establishment = fields.SelectField(
        label=_("Which prison was asked?"),
        choices=establishment_choices,
        missing=_("Select the prison that was asked"),
    )
    asked_on = fields.DayField(label=_("On which day?"), missing=_("Enter the day"))
    note = fields.LongTextField(
        label=_("What was asked for, and of whom"), required=False, max_length=2000, rows=3
    )

    def __init__(self, *args: Any, establishment: str, today: date, **kwargs: Any) -> None:
        initial = {"establishment": establishment, "asked_on": today}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["asked_on"].latest = today  # type: ignore[attr-defined]


class ChaseForm(VersionedForm):
    chased_on = fields.DayField(
        label=_("On which day was the prison asked again?"), missing=_("Enter the day")
    )

    def __init__(self, *args: Any, version: int, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": version, "chased_on": today}, **kwargs)
        self.fields["chased_on"].latest = today  # type: ignore[attr-defined]


class AnswerForm(VersionedForm):
    state = fields.ChoiceField(
        label=_("What did the prison answer?"),
        choices=[(one.value, one.label) for one in (Access.GRANTED, Access.REFUSED)],
        missing=_("Select what the prison answered"),
    )
    answered_on = fields.DayField(label=_("On which day?"), missing=_("Enter the day"))
    note = fields.LongTextField(
        label=_("What they said: conditions, or why not"), required=False, max_length=2000, rows=3
    )

    def __init__(self, *args: Any, version: int, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": version, "answered_on": today}, **kwargs)
        self.fields["answered_on"].latest = today  # type: ignore[attr-defined]
