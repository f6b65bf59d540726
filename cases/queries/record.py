"""Notes and documents of a case, each with its versions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.shortcuts import get_object_or_404

from areas.actor import Actor
from areas.scoping import AreaQuerySet
from cases.models import Case, CaseDocument, Note, TimelineEntry
from cases.models.record import RecordQuerySet

Row = TypeVar("Row", Note, CaseDocument)


def in_order(rows: Iterable[Row]) -> list[Row]:
    """The versions of one thing, the first first: each names the one before it."""
    after = {_former(row): row for row in rows}
    found: list[Row] = []
    key = None
    while key in after:
        found.append(after[key])
        key = found[-1].pk
    return found


def _former(row: Note | CaseDocument) -> UUID | None:
    return row.corrects_id if isinstance(row, Note) else row.replaces_id


def with_whether_open(
    rows: AreaQuerySet[TimelineEntry], actor: Actor
) -> AreaQuerySet[TimelineEntry]:
    """Lines of history, each with `is_open`: false of a note or document that is sensitive, or
    became so, of which nothing is told but that it is there.
    """
    here: Any = {"pk": OuterRef("subject_id"), "sensitive": False}
    notes = Note.objects.visible_to(actor).filter(**here)
    documents = CaseDocument.objects.visible_to(actor).filter(**here)
    kept = Q(kind__startswith="note.") | Q(kind__startswith="document.")
    return rows.annotate(is_open=~kept | Q(Exists(notes)) | Q(Exists(documents)))


def notes_visible_to(actor: Actor) -> RecordQuerySet[Note]:
    rows = Note.objects.visible_to(actor)
    return rows.select_related("case", "participant__person", "agency", "recorded_by")


def documents_visible_to(actor: Actor) -> RecordQuerySet[CaseDocument]:
    """Without their names, which may be a person's."""
    rows = CaseDocument.objects.visible_to(actor).defer("document__name")
    return rows.select_related("case", "document", "participant__person", "agency", "recorded_by")


def note_versions(note: Note, actor: Actor) -> list[Note]:
    """All versions of a note, the first first; none where the actor may not read it."""
    return in_order(notes_visible_to(actor).filter(original=note.original_id))


def document_versions(kept: CaseDocument, actor: Actor) -> list[CaseDocument]:
    """All versions of a document, the first first; none where the actor may not open it."""
    return in_order(documents_visible_to(actor).filter(original=kept.original_id))


def get_note(actor: Actor, case: Case, pk: UUID) -> Note:
    """A note of a visible case whose words the actor may read, or 404."""
    return get_object_or_404(notes_visible_to(actor).filter(case=case), pk=pk)


def get_document(actor: Actor, case: Case, pk: UUID) -> CaseDocument:
    """A document of a visible case that the actor may open, or 404."""
    return get_object_or_404(documents_visible_to(actor).filter(case=case), pk=pk)
