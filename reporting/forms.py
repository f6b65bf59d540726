from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from ui.fields import LongTextField
from ui.forms import Form


class PrepareForm(Form):
    """Preparing a report asks nothing, but for the reason where it revises a published one."""

    reason = LongTextField(
        label=_("Why is the published report to be revised?"),
        help_text=_("Printed in the report. Do not name or describe anybody."),
        missing=_("Enter why the published report is to be revised"),
        max_length=300,
        rows=3,
    )

    def __init__(self, *args: Any, is_revision: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_revision:
            del self.fields["reason"]


class PublishForm(Form):
    """Publishing asks nothing: the page before it says what will happen."""
