from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.stages import ClosureReason, MayBeTold
from cases.stages.sides import fitting
from ui import fields
from ui.forms import Form

R = ClosureReason
TOLD = ("told_one", "told_other")
COMPLETED = (R.DIRECT, R.INDIRECT, R.BOTH, R.MEDIATION, R.NEEDS_MET, R.INDIVIDUAL)
NEUTRAL = (R.TRANSFER, R.OUT_OF_REMIT, R.CAPACITY, R.DUPLICATE, R.ERROR)
EARLY = tuple(reason for reason in R if reason not in (*COMPLETED, *NEUTRAL))


GROUPED = (
    (_("It came to its end"), COMPLETED),
    (_("It ended early"), EARLY),
    (_("It leaves the service, or was no case"), NEUTRAL),
)


def reasons_in(*, mediation: bool) -> list[tuple[Any, list[tuple[str, Any]]]]:
    """How a case can end, in groups; a mediation with no word of anybody harmed."""
    return [
        (name, fitting([(one.value, one.label) for one in reasons], mediation=mediation))
        for name, reasons in GROUPED
    ]


def told_field() -> fields.SelectField:
    return fields.SelectField(
        choices=MayBeTold.choices,
        required=False,
        help_text=_("Nothing is sent: you say it."),
    )


class CloseForm(Form):
    """A reason, a day, what each side may be told, and if one likes a note: under a minute."""

    reason = fields.SelectField(label=_("How it ended"), missing=_("Select how the case ended"))
    happened_on = fields.DayField(
        label=_("Day it ended"), missing=_("Enter the day on which the case ended")
    )
    told_one = told_field()
    told_other = told_field()
    note = fields.LongTextField(
        label=_("Note"),
        help_text=_("Only if the reason does not say it all."),
        required=False,
        max_length=2000,
        rows=3,
    )

    def __init__(
        self,
        *args: Any,
        today: date,
        mediation: bool = False,
        told: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """`told` is what each of the two sides is called, by the name of the field that asks."""
        initial = {"happened_on": today, "told_one": MayBeTold.ENDED, "told_other": MayBeTold.ENDED}
        super().__init__(*args, initial=initial)
        for name in TOLD:
            if name in told:
                asked = _("%(side)s: what may they be told?")
                self[name].label = str(asked) % {"side": told[name]}
            else:
                del self.fields[name]
        reason: Any = self.fields["reason"]
        reason.choices = [("", fields.CHOOSE), *reasons_in(mediation=mediation)]
        happened_on: Any = self.fields["happened_on"]
        happened_on.latest = today

    def clean(self) -> dict[str, Any]:
        """Where nothing was chosen, that it has ended."""
        answers: dict[str, Any] = super().clean() or {}
        for name in TOLD:
            if name in self.fields and name not in self.errors:
                answers[name] = answers[name] or MayBeTold.ENDED
        return answers


class ReopenForm(Form):
    reason = fields.LongTextField(
        label=_("Why it is opened again"),
        help_text=_("The people who work the case will read it in its history."),
        missing=_("Say why the case is opened again"),
        max_length=1000,
        rows=3,
    )
