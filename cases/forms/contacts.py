from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.stages import (
    AgainstWishes,
    ContactChannel,
    ContactOutcome,
)
from cases.stages.contact import cannot_be
from ui import fields
from ui.forms import Form

from .information import fit_to, format_field, language_field, must_say_how, what_field


class ContactForm(Form):
    """An attempt to reach a participant, or a contact: when, how and what came of it are enough."""

    channel = fields.ChoiceField(
        label=_("How?"), choices=ContactChannel.choices, missing=_("Select how you tried")
    )
    outcome = fields.ChoiceField(
        label=_("What came of it?"),
        choices=ContactOutcome.choices,
        missing=_("Select what came of it"),
    )
    happened_at = fields.MomentField(
        label=_("When?"),
        missing=_("Enter when it was"),
        help_text=_("For example, 27 3 2026 and 2:30pm"),
    )
    against_wishes = fields.SelectField(
        label=_("They had not allowed this way or this time: why was it done?"),
        choices=AgainstWishes.choices,
        required=False,
    )
    note = fields.LongTextField(
        label=_("What was said"),
        required=False,
        rows=4,
        help_text=_("Leave contact details out: they belong on the person’s own record."),
    )
    information = what_field()
    information_format = format_field()
    information_language = language_field()
    next_contact_on = fields.DayField(label=_("Next contact due"), required=False)

    def __init__(
        self, *args: Any, now: datetime, language: str, side: str = "", **kwargs: Any
    ) -> None:
        initial = {"happened_at": now, "information_language": language}
        super().__init__(*args, initial=initial, **kwargs)
        fit_to(self, side)
        self.fields["happened_at"].latest = now  # type: ignore[attr-defined]
        self.fields["next_contact_on"].earliest = timezone.localdate(now)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        must_say_how(self)
        if cannot_be(told.get("outcome", ""), told.get("channel", "")):
            self.add_error("outcome", gettext("Select what can come of the way that you selected"))
        return told


def answers_of_a_tap(said: dict[str, str], now: datetime) -> dict[str, str]:
    """What one tap says as the form is sent: it was just now."""
    at = timezone.localtime(now)
    moment = {"day": at.day, "month": at.month, "year": at.year, "time": f"{at:%H:%M}"}
    return {**said, **{f"happened_at_{part}": str(value) for part, value in moment.items()}}


class MistakenForm(Form):
    """Why an entry of the log should not be there."""

    why = fields.TextField(
        label=_("What was the mistake?"),
        missing=_("Write what the mistake was"),
        help_text=_("For example: the wrong button was pressed; nobody answered."),
    )
