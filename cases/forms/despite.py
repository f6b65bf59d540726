"""Why somebody is met who must not be contacted, or who has not allowed it in this way or then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.stages import AgainstWishes
from ui import fields
from ui.forms import Form, dress

Choices = Sequence[tuple[str, Any]]
NAME = "against_wishes"
DESPITE = [one for one in AgainstWishes.choices if one[0] != AgainstWishes.MISTAKE]
Objection = Callable[[str, datetime], str]
"""Of a kind of meeting at a moment: why they did not allow it, or nothing."""


def despite_field(choices: Choices = DESPITE) -> fields.SelectField:
    return fields.SelectField(
        label=_("Why do you meet all the same?"), choices=choices, required=False
    )


def ask_why(form: Form, refusal: str) -> None:
    """Ask it only where they must not be contacted, or where it was asked and is answered."""
    if refusal:
        form.fields[NAME].help_text = refusal
    elif NAME not in form.data:
        del form.fields[NAME]


def must_say_why(form: Form, refusal: str, choices: Choices = DESPITE) -> None:
    """Where it was not asked yet, the question comes with the refusal."""
    if refusal and not form.cleaned_data.get(NAME):
        if NAME not in form.fields:
            form.fields[NAME] = despite_field(choices)
            form.order_fields(form.field_order)
            dress(form)
        asked = gettext("%(why)s Say why you meet all the same.") % {"why": refusal}
        form.add_error(NAME, asked)
