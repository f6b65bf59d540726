"""What is answered about an assessment that was written: by its writer and by who signs it off."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from ui import fields
from ui.forms import VersionedForm


class SubmitForm(VersionedForm):
    """Nothing to fill in: only that it is still the version that was read."""


class SignForm(VersionedForm):
    review_on = fields.DayField(
        label=_("Day of the next review"), missing=_("Enter the day of the next review")
    )

    def __init__(self, *args: Any, latest: date | None, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if latest is None:
            del self.fields["review_on"]
            return
        field = self.fields["review_on"]
        field.earliest, field.latest = today + timedelta(days=1), latest  # type: ignore[attr-defined]
        field.initial = latest


class ReturnForm(VersionedForm):
    why = fields.LongTextField(
        label=_("What has to change"), max_length=2000, missing=_("Enter what has to change")
    )
