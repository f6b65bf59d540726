from __future__ import annotations

from copy import copy
from typing import Any

from django import forms

from ui import fields
from ui.forms import Form


class SendForm(Form):
    """The last page. `seen` is when what it shows was saved: what was changed since is told."""

    seen = fields.TextField(max_length=40, required=False, widget=forms.HiddenInput)

    def show_again(self, text: str, *, seen: str) -> None:
        self.conflict = text
        answers: Any = copy(self.data)
        answers["seen"] = seen
        self.data = answers
