from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.stages import ConsentPurpose, WithdrawalReason
from ui import fields
from ui.forms import Form


class WithdrawForm(Form):
    """One form for stepping back, at any time: what was said, and what is allowed from now on."""

    reason = fields.ChoiceField(
        label=_("What they said"),
        choices=WithdrawalReason.choices,
        missing=_("Select what they said, or that they gave no reason"),
    )
    happened_on = fields.DayField(
        label=_("Day they told us"), missing=_("Enter the day on which they told us")
    )
    offer_open = fields.YesNoField(
        label=_("May they come back if they change their mind?"), missing=_("Select yes or no")
    )
    future_contact_ok = fields.YesNoField(
        label=_("May we contact them again?"), missing=_("Select yes or no")
    )
    may_tell_other_side = fields.YesNoField(
        label=_("May the other side be told that they stepped back?"),
        missing=_("Select yes or no"),
        help_text=_("Only the fact, and never why. Nothing is sent: you say it."),
    )
    consents = fields.ChoicesField(
        label=_("What else they take back"),
        required=False,
        help_text=_("Leave what still stands."),
    )
    note = fields.LongTextField(label=_("Note"), required=False, max_length=2000, rows=3)

    def __init__(
        self, *args: Any, today: date, given: Iterable[ConsentPurpose], **kwargs: Any
    ) -> None:
        super().__init__(*args, initial={"happened_on": today}, **kwargs)
        happened_on: Any = self.fields["happened_on"]
        happened_on.latest = today
        consents: Any = self.fields["consents"]
        consents.choices = [(one.value, one.label) for one in given]
        if not consents.choices:
            del self.fields["consents"]


class ToldForm(Form):
    """That the other side was told; by whom is who sends it."""

    told_on = fields.DayField(
        label=_("On which day did you tell them?"),
        missing=_("Enter the day on which you told them"),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"told_on": today}, **kwargs)
        self.fields["told_on"].latest = today  # type: ignore[attr-defined]
