from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from areas.models import Agency
from cases.models import Note, Participant
from cases.stages import Audience
from ui import fields
from ui.forms import Form, VersionedForm

from .audience import (
    THE_CASE,
    about_field,
    agency_field,
    audience_field,
    offer_no_more_readers,
    offer_readers,
    readers_told,
)

LONGEST = 20_000


class NoteForm(Form):
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
    about = about_field()
    happened_at = fields.MomentField(
        label=_("When was it?"),
        missing=_("Enter when it was"),
        help_text=_("For example, 27 3 2026 and 2:30pm"),
    )
    audience = audience_field()
    agency = agency_field()

    def __init__(
        self,
        *args: Any,
        people: Sequence[Participant],
        about: Participant | None,
        agencies: QuerySet[Agency],
        words: Mapping[str, Any],
        now: datetime,
    ) -> None:
        initial = {
            "about": str(about.pk) if about else THE_CASE,
            "happened_at": now,
            "audience": Audience.TEAM,
        }
        super().__init__(*args, initial=initial)
        self.people = people
        self.fields["happened_at"].latest = now  # type: ignore[attr-defined]
        offer_readers(self, people=people, agencies=agencies, words=words)

    def values(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {
            "body": told["body"],
            "happened_at": told["happened_at"],
            **readers_told(self, self.people),
        }


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
