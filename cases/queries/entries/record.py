"""Notes and documents: of a sensitive one the history says that it is there, and no more."""

from __future__ import annotations

from django.utils.translation import gettext as _

from areas.actor import Actor
from cases.models import CaseDocument, Note
from cases.stages import Audience, DocumentType

from .kind import Group, Kind, Told, label


def _is_sensitive(told: Told) -> bool:
    return bool(told.codes["audience"] == Audience.MANAGERS)


def _note(told: Told) -> str:
    if _is_sensitive(told):
        return _("Sensitive note")
    if told.about:
        return _("Note about %(name)s") % {"name": told.about}
    return _("Note about the case")


def _corrected(told: Told) -> str:
    if _is_sensitive(told):
        return _("Sensitive note corrected")
    if told.about:
        return _("Note about %(name)s corrected") % {"name": told.about}
    return _("Note about the case corrected")


def _added(told: Told) -> str:
    if _is_sensitive(told):
        return _("Sensitive document added")
    return _("Document added: %(type)s") % _document(told)


def _replaced(told: Told) -> str:
    if _is_sensitive(told):
        return _("Sensitive document replaced")
    return _("Document replaced by a newer version: %(type)s") % _document(told)


def _document(told: Told) -> dict[str, str]:
    type_of = label(DocumentType, told.codes["type"])
    return {"type": f"{type_of}, {told.about}" if told.about else type_of}


def _words(row: Note, _actor: Actor) -> str:
    """Never those of a sensitive note: whoever asks for them is written down."""
    return "" if row.is_sensitive else row.body


def _corrected_words(row: Note, _actor: Actor) -> str:
    if row.is_sensitive or row.corrects is None:
        return ""
    values = {
        "name": row.recorded_by.name if row.recorded_by else "",
        "original": row.corrects.body,
    }
    kept = _("Corrected by %(name)s, original kept: %(original)s") % values
    return f"{row.body}\n{kept}"


def _version(row: CaseDocument, _actor: Actor) -> str:
    return "" if row.is_sensitive else _("Version %(number)s.") % {"number": row.number}


KINDS = (
    Kind("note.written", Group.NOTES, _note, Note, _words),
    Kind(
        "note.corrected",
        Group.NOTES,
        _corrected,
        Note,
        _corrected_words,
        ("corrects", "recorded_by"),
    ),
    Kind("document.added", Group.NOTES, _added),
    Kind("document.replaced", Group.NOTES, _replaced, CaseDocument, _version),
)
