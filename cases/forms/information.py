"""What somebody was told of restorative justice, asked wherever they may have been told it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.stages import Information, InformationFormat, InformationLanguage
from cases.stages.sides import fitting, is_mediation
from ui import fields
from ui.forms import Form

INFORMATION = ("information", "information_format", "information_language")


def what_field() -> fields.ChoicesField:
    return fields.ChoicesField(
        label=_("Information that you gave"),
        choices=Information.choices,
        required=False,
        help_text=_("Any of it counts: from then on they are informed."),
    )


def format_field() -> fields.SelectField:
    return fields.SelectField(
        label=_("In which form?"), choices=InformationFormat.choices, required=False
    )


def language_field() -> fields.SelectField:
    return fields.SelectField(
        label=_("In which language?"), choices=InformationLanguage.choices, required=False
    )


def fit_to(form: Form, side: str) -> None:
    """Offer what somebody on this side may have been told: a mediation has no victim’s rights."""
    what: Any = form.fields["information"]
    what.choices = fitting(what.choices, mediation=is_mediation([side]))


def must_say_how(form: Form) -> None:
    """Whoever gave information says in which form and language."""
    told = form.cleaned_data
    if not told.get("information"):
        return
    for name, sentence in (
        ("information_format", gettext("Select in which form you gave the information")),
        ("information_language", gettext("Select the language of the information")),
    ):
        if not told.get(name) and name not in form.errors:
            form.add_error(name, sentence)
