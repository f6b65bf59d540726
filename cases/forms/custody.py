"""What is asked about prison and supervision: where, who works with them, and the days."""

from __future__ import annotations

from copy import copy
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.models import AgencyContact, Stay
from cases.queries.establishments import establishment_choices
from cases.stages import IN_CUSTODY, AgencyRole, Held, KeyDateKind
from ui import fields
from ui.forms import Form, VersionedForm

ONLY_IN_CUSTODY = _("Leave the prison empty for somebody who is not in custody.")


class MoveForm(Form):
    """Where somebody is now. `after` is the stay that the page showed as the present one."""

    after = forms.CharField(required=False, max_length=36, widget=forms.HiddenInput)
    held = fields.ChoiceField(
        label=_("Are they in custody or supervised?"),
        choices=Held.choices,
        missing=_("Select whether they are in custody or supervised"),
    )
    establishment = fields.SelectField(
        label=_("Prison or young offender institution"),
        choices=establishment_choices,
        required=False,
        help_text=_("Only for somebody in custody. Those that have closed stand at the end."),
    )
    from_on = fields.DayField(label=_("Since which day?"), missing=_("Enter the day"))

    def __init__(
        self, *args: Any, present: Stay | None, today: date, told: str = "", **kwargs: Any
    ) -> None:
        """`told` is the code of the prison that the referral named."""
        initial: dict[str, Any] = {"from_on": today, "establishment": told}
        if present:
            initial |= {"after": str(present.pk), "held": present.held}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["from_on"].latest = today  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if told.get("establishment") and told.get("held", Held.REMAND) not in IN_CUSTODY:
            self.add_error("establishment", ONLY_IN_CUSTODY)
        return told

    def follow(self, present: Stay | None) -> None:
        """A second sending follows what stands now, knowingly."""
        answers: Any = copy(self.data)
        answers["after"] = str(present.pk) if present else ""
        self.data = answers


class ProfessionalForm(Form):
    role = fields.SelectField(
        label=_("What are they?"), choices=AgencyRole.choices, missing=_("Select what they are")
    )
    name = fields.TextField(label=_("Name"), max_length=120, missing=_("Enter their name"))
    agency = fields.TextField(
        label=_("Prison, probation office or agency"), max_length=120, required=False
    )
    email = fields.EmailField(label=_("Work email address"), required=False)
    telephone = fields.PhoneField(label=_("Work telephone number"), required=False)


class ChangeProfessionalForm(VersionedForm, ProfessionalForm):
    """The same about somebody who is written down already."""

    def __init__(self, *args: Any, row: AgencyContact, **kwargs: Any) -> None:
        names = ("version", "role", "name", "agency", "email", "telephone")
        initial = {name: getattr(row, name) for name in names}
        super().__init__(*args, initial=initial, **kwargs)


class EndForm(VersionedForm):
    """Since which day something does not hold any more."""

    until_on = fields.DayField(label=_("Since which day?"), missing=_("Enter the day"))

    def __init__(self, *args: Any, version: int, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": version, "until_on": today}, **kwargs)
        self.fields["until_on"].latest = today  # type: ignore[attr-defined]


class ComingDayForm(Form):
    """Another day for what stands."""

    on = fields.DayField(label=_("On which day?"), missing=_("Enter the day"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].earliest = today  # type: ignore[attr-defined]


class PressForm(Form):
    """Nothing is asked: pressing is enough."""


class KeyDateForm(ComingDayForm):
    kind = fields.ChoiceField(
        label=_("What happens on that day?"),
        choices=KeyDateKind.choices,
        missing=_("Select what happens on that day"),
        hints={
            KeyDateKind.ANNIVERSARY: _("Enter the next time that it comes."),
        },
    )
    field_order = ("kind", "on")
