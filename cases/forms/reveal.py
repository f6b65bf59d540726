from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from ui import fields
from ui.forms import Form

SHORTEST_REASON = 20


class RevealForm(Form):
    """For somebody who works on the case: nothing is asked."""


class BreakGlassForm(Form):
    """For a service manager who does not work on the case: why it must be."""

    reason = fields.LongTextField(
        label=_("Why do you need the contact details?"),
        missing=_("Enter why you need the contact details"),
        max_length=1000,
        rows=3,
        help_text=_("At least 20 characters. It is recorded that you opened them as an exception."),
    )

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        if len(reason) < SHORTEST_REASON:
            self.add_error("reason", _("Enter a reason of at least 20 characters"))
        return reason

    def length(self) -> dict[str, Any]:
        """What is kept of the reason: it may name people, and the audit holds codes only."""
        return {"reason_length": len(self.cleaned_data["reason"])}
