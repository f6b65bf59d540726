from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.models import Note
from cases.stages import Audience
from ui import fields
from ui.forms import Form, VersionedForm

from .audience import ReadersForm, audience_field, offer_no_more_readers

LONGEST = 20_000


class NoteForm(ReadersForm):
    """The words are enough: it is about the case or whom one came from, now, for the case team."""

    body = fields.LongTextField(
        label=_("Note"),
        missing=_("Write the note"),
        max_length=LONGEST,
        rows=8,
        help_text=_(
            "Leave addresses and telephone numbers out: they belong on the person’s own record."
        ),
    )
    happened_at = fields.MomentField(
        label=_("When was it?"),
        missing=_("Enter when it was"),
        help_text=_("For example, 27 3 2026 and 2:30pm"),
    )
    field_order = ("body", "about", "happened_at", "audience", "agency")

    def __init__(self, *args: Any, now: datetime, **readers: Any) -> None:
        super().__init__(*args, initial={"happened_at": now}, **readers)
        self.fields["happened_at"].latest = now  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {"body": told["body"], "happened_at": told["happened_at"], **self.readers()}


class CorrectionForm(VersionedForm):
    edits = True
    body = fields.LongTextField(
        label=_("What it should say"),
        missing=_("Write what the note should say"),
        max_length=LONGEST,
        rows=8,
    )
    audience = audience_field()

    def __init__(self, *args: Any, versions: Sequence[Note]) -> None:
        latest = versions[-1]
        initial = {"body": latest.body, "audience": latest.audience, "version": len(versions)}
        super().__init__(*args, initial=initial)
        offer_no_more_readers(self, latest.audience)

    def values(self) -> dict[str, Any]:
        told = self.cleaned_data
        audience = told.get("audience", Audience.MANAGERS)
        return {"body": told["body"], "audience": audience, "seen": told["version"]}


class WordsForm(Form):
    """A button: the words of a sensitive note are shown to whoever asks and may."""
