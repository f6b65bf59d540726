from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.models import CaseDocument
from cases.stages import Audience, DocumentType
from ui import fields
from ui.forms import VersionedForm

from .audience import ReadersForm, audience_field, offer_no_more_readers


def file_field() -> forms.FileField:
    """What it holds is judged by `documents.actions.take_in`, not by its name."""
    return forms.FileField(
        label=_("Choose a document"),
        help_text=_(
            "A PDF, a JPEG or PNG picture, or a Word document (DOCX). It is checked for viruses "
            "before anybody can open it. Lists show its type and day, never the name of the file."
        ),
        error_messages={"required": _("Choose a document"), "empty": _("The document is empty")},
        allow_empty_file=True,
    )


def day_field() -> fields.DayField:
    return fields.DayField(
        label=_("Day of the document"),
        missing=_("Enter the day of the document"),
        help_text=_("The day that stands on it or, if none does, the day on which we got it."),
    )


class DocumentForm(ReadersForm):
    document = file_field()
    type = fields.ChoiceField(
        label=_("What is it?"), choices=DocumentType.choices, missing=_("Select what it is")
    )
    happened_on = day_field()
    field_order = ("document", "type", "about", "happened_on", "audience", "agency")

    def __init__(self, *args: Any, today: date, **readers: Any) -> None:
        super().__init__(*args, initial={"happened_on": today}, **readers)
        self.fields["happened_on"].latest = today  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {"kind": told["type"], "happened_on": told["happened_on"], **self.readers()}


class ReplacementForm(VersionedForm):
    document = file_field()
    happened_on = day_field()
    audience = audience_field()

    def __init__(self, *args: Any, latest: CaseDocument, today: date) -> None:
        initial = {
            "happened_on": today,
            "audience": latest.audience,
            "version": latest.number,
        }
        super().__init__(*args, initial=initial)
        self.fields["happened_on"].latest = today  # type: ignore[attr-defined]
        offer_no_more_readers(self, latest.audience)

    def values(self) -> dict[str, Any]:
        told = self.cleaned_data
        audience = told.get("audience", Audience.MANAGERS)
        return {"happened_on": told["happened_on"], "audience": audience, "seen": told["version"]}
