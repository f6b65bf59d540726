from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.models import AgencyAdvice
from cases.stages import Advice, AskedAgency, AskedHow
from ui import fields
from ui.forms import Form, VersionedForm

LONGEST = 20_000


class AdviceForm(Form):
    """Which agencies were asked about the case, and what they advised."""

    happened_on = fields.DayField(
        label=_("Day they were asked"),
        missing=_("Enter the day"),
        help_text=_("For example, 27 3 2026"),
    )
    agencies = fields.ChoicesField(
        label=_("Which agencies were asked?"),
        choices=AskedAgency.choices,
        missing=_("Select which agencies were asked"),
    )
    how = fields.ChoiceField(
        label=_("How were they asked?"),
        choices=AskedHow.choices,
        missing=_("Select how they were asked"),
    )
    advice = fields.ChoiceField(
        label=_("What did they advise?"),
        choices=Advice.choices,
        missing=_("Select what they advised"),
    )
    said = fields.LongTextField(
        label=_("What they said, and their conditions"),
        help_text=_("Whoever may open this case reads it. Leave addresses and numbers out."),
        missing=_("Write what they said"),
        max_length=LONGEST,
        rows=6,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["happened_on"].latest = today  # type: ignore[attr-defined]


class CorrectAdviceForm(AdviceForm, VersionedForm):
    """The same questions, answered as what holds."""

    edits = True

    def __init__(self, *args: Any, latest: AgencyAdvice, count: int, today: date) -> None:
        names = ("happened_on", "agencies", "how", "advice", "said")
        initial = {name: getattr(latest, name) for name in names} | {"version": count}
        super().__init__(*args, today=today, initial=initial)

    def values(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        return {"seen": told.pop("version"), **told}
