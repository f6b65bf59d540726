from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ui import fields
from ui.forms import Form


class AnswerForm(Form):
    """What a referrer answers to the service."""

    text = fields.LongTextField(
        label=_("Your answer"), missing=_("Enter your answer"), max_length=5000, rows=7, count=True
    )
