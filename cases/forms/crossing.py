"""What the steps of letters and of messages ask alike."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.stages import ConsentMethod
from ui import fields
from ui.forms import VersionedForm


class DayOfStepForm(VersionedForm):
    """The day on which a step was taken; `day` is what the step calls it."""

    def __init__(
        self, *args: Any, version: int, today: date, day: str, label: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, initial={"version": version, day: today}, **kwargs)
        self.fields[day] = fields.DayField(label=label, missing=_("Enter the day"), latest=today)


class AgreementForm(DayOfStepForm):
    """Whoever said it agrees that exactly this is shared with the other side."""

    method = fields.ChoiceField(
        label=_("How did they agree?"),
        choices=ConsentMethod.choices,
        missing=_("Select how they agreed"),
    )
    wording_version = fields.TextField(
        label=_("Version of the wording"),
        missing=_("Enter the version of the wording"),
        help_text=_("It is printed on the consent form, for example 2026-1."),
        max_length=20,
        width=10,
    )

    def __init__(self, *args: Any, wording: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["wording_version"] = wording
