from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.models import CourtOrder
from cases.stages import OrderKind
from ui import fields
from ui.forms import Form, VersionedForm


class OrderForm(Form):
    """What binds somebody, and whether it forbids contact with the other side."""

    kind = fields.ChoiceField(
        label=_("What is it?"), choices=OrderKind.choices, missing=_("Select what it is")
    )
    forbids_contact = fields.YesNoField(
        label=_("Does it forbid contact with the other side?"),
        help_text=_(
            "If it does, nothing is sent, passed on or arranged until a manager has agreed. If "
            "nobody knows, select yes."
        ),
        missing=_("Select whether it forbids contact with the other side"),
    )
    terms = fields.LongTextField(
        label=_("What does it say?"), missing=_("Enter what it says"), max_length=4000, rows=5
    )
    from_on = fields.DayField(label=_("From which day?"), missing=_("Enter the day it begins"))
    until_on = fields.DayField(
        label=_("Until which day?"),
        required=False,
        help_text=_("The last day on which it binds. Leave empty if no end is set."),
    )

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        begins, ends = told.get("from_on"), told.get("until_on")
        if begins and ends and ends < begins:
            self.add_error("until_on", _("An order cannot end before the day it begins."))
        return told


class ChangeOrderForm(VersionedForm, OrderForm):
    """The same about an order that is written down already."""

    def __init__(self, *args: Any, order: CourtOrder, **kwargs: Any) -> None:
        names = ("version", "kind", "forbids_contact", "terms", "from_on", "until_on")
        initial = {name: getattr(order, name) for name in names}
        super().__init__(*args, initial=initial, **kwargs)


class PressVersionForm(VersionedForm):
    """Nothing is asked but that the order stands as it was shown."""

    def __init__(self, *args: Any, version: int, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": version}, **kwargs)


class AgreeForm(PressVersionForm):
    """Why a manager lets contact go on in spite of an order."""

    why = fields.LongTextField(
        label=_("Why may contact with the other side go on?"),
        missing=_("Say why contact may go on in spite of the order"),
        max_length=2000,
        rows=4,
        help_text=_("Who was asked, what they said, and what is allowed."),
    )
