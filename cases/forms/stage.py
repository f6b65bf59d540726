from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from cases.stages import HoldReason, Stage
from ui import fields
from ui.forms import Form, VersionedForm


class MoveForm(Form):
    """One step along the pipeline; `to` becomes a Stage."""

    to = forms.TypedChoiceField(choices=Stage.choices, coerce=Stage, widget=forms.HiddenInput)


class PassForm(MoveForm):
    """A service manager goes past what is missing, and says why."""

    reason = fields.LongTextField(
        label=_("Why it goes on all the same"),
        help_text=_("The people who work the case will read it in its history."),
        missing=_("Say why the case goes on all the same"),
        max_length=1000,
        rows=3,
    )


class BackForm(MoveForm):
    reason = fields.LongTextField(
        label=_("Why it goes back"),
        help_text=_("The people who work the case will read it in its history."),
        missing=_("Say why the case goes back"),
        max_length=1000,
        rows=3,
    )


class HoldForm(VersionedForm):
    """Until when a case waits, and for what."""

    edits = True
    reason = fields.ChoiceField(
        label=_("Why it waits"), choices=HoldReason.choices, missing=_("Select why the case waits")
    )
    until = fields.DayField(
        label=_("On hold until"),
        help_text=_("After this day the case goes on by itself. For example, 27 3 2027."),
        missing=_("Enter the last day of the hold"),
    )

    def __init__(self, *args: Any, case: Case, today: date, **kwargs: Any) -> None:
        initial = {
            "version": case.version,
            "reason": case.hold_reason,
            "until": case.hold_until,
        }
        super().__init__(*args, initial=initial, **kwargs)
        until: Any = self.fields["until"]
        until.earliest = today + timedelta(days=1)


class ReleaseForm(VersionedForm):
    """Nothing to answer: the case goes on."""
