from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.stages import ContactChannel, ContactOutcome
from ui import fields
from ui.forms import Form


class ContactForm(Form):
    """An attempt to reach a participant, or a contact: when, how and what came of it are enough."""

    outcome = fields.ChoiceField(
        label=_("What came of it?"),
        choices=ContactOutcome.choices,
        missing=_("Select what came of it"),
    )
    channel = fields.ChoiceField(
        label=_("How?"), choices=ContactChannel.choices, missing=_("Select how you tried")
    )
    happened_at = fields.MomentField(
        label=_("When?"),
        missing=_("Enter when it was"),
        help_text=_("For example, 27 3 2026 and 2:30pm"),
    )
    information_given = fields.TickField(
        label=_("I explained restorative justice and gave information about it"), required=False
    )
    note = fields.LongTextField(
        label=_("What was said"),
        required=False,
        rows=4,
        help_text=_("Leave contact details out: they belong on the person’s own record."),
    )
    next_contact_on = fields.DayField(label=_("Next contact due"), required=False)

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, initial={"happened_at": now}, **kwargs)
        self.fields["happened_at"].latest = now  # type: ignore[attr-defined]
        self.fields["next_contact_on"].earliest = timezone.localdate(now)  # type: ignore[attr-defined]
