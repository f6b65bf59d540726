from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from areas.models import Practitioner
from cases.stages import OverrideReason
from ui import fields
from ui.forms import Form


def practitioner_line(one: Practitioner) -> str:
    """Name, level and how much they have in hand, as a coordinator weighs it."""
    number: int = getattr(one, "open_cases", 0)
    load = ngettext("%(n)s open case", "%(n)s open cases", number) % {"n": number}
    volunteer = gettext(", volunteer") if one.is_volunteer else ""
    return f"{one.user.name} ({one.get_level_display().lower()}{volunteer}, {load})"


class AllocateForm(Form):
    """Two facilitators; a service manager may also say why the rule of levels is gone over."""

    lead = fields.RowField(
        queryset=Practitioner.objects.none(),
        label=_("Lead facilitator"),
        missing=_("Select the lead facilitator"),
    )
    second = fields.RowField(
        queryset=Practitioner.objects.none(),
        label=_("Second facilitator"),
        missing=_("Select the second facilitator"),
    )
    reason = fields.SelectField(
        label=_("Why the rule of levels does not apply here"),
        help_text=_("Only if the two do not meet it. It is recorded under your name."),
        choices=OverrideReason.choices,
        required=False,
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=200)

    def __init__(
        self,
        *args: Any,
        practitioners: QuerySet[Practitioner],
        may_override: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in ("lead", "second"):
            field: Any = self.fields[name]
            field.queryset = practitioners
            field.label_from_instance = practitioner_line
        if not may_override:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        if answers.get("lead") and answers.get("lead") == answers.get("second"):
            self.add_error("second", gettext("Select somebody else than the lead facilitator"))
        return answers
