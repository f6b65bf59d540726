"""The page of what is written down of a case and kept with it, the latest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.scoping import AreaQuerySet
from cases.models import Case, CaseDocument, Note, TimelineEntry
from cases.stages import DocumentType, Side
from documents.models import Document
from documents.queries import in_words
from ui.dates import day

from .record import Row, documents_visible_to, in_order, notes_visible_to, with_whether_open

NOTES, DOCUMENTS = "note.written", "document.added"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asked to see; a sensitive one is shown whatever was asked, because nothing of
    it is told by where it stands.
    """

    kinds: tuple[str, ...] = (NOTES, DOCUMENTS)
    type: DocumentType | None = None
    side: Side | None = None
    participant: UUID | None = None


@dataclass(frozen=True, slots=True)
class File:
    """One version of a document: what its scan found, and whether it can be opened."""

    row: CaseDocument
    state: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One note or document. `notes` or `files` are its versions, the latest first; none for who may
    only know that it is there. `when` is a day or a moment, none where the title says it.
    """

    title: str
    by: str
    when: date | datetime | None
    is_sensitive: bool
    notes: Sequence[Note] = ()
    files: Sequence[File] = ()
    is_note: bool = True


EVERYTHING = Asked()


def lines(case: Case, actor: Actor, asked: Asked = EVERYTHING) -> AreaQuerySet[TimelineEntry]:
    """That something was written down or added in a visible case, whoever may read it."""
    rows = TimelineEntry.objects.visible_to(actor).filter(case=case, kind__in=asked.kinds)
    wanted = Q()
    if asked.type:
        wanted &= Q(codes__type=asked.type)
    if asked.side:
        wanted &= Q(side=asked.side)
    if asked.participant:
        wanted &= Q(participant=asked.participant)
    if wanted:
        rows = with_whether_open(rows, actor).filter(wanted | Q(is_open=False))
    return rows.select_related("recorded_by").order_by("-happened_at", "id")


def in_full(found: Sequence[TimelineEntry], actor: Actor) -> list[Line]:
    """The lines with what the actor may know of them: one query for the notes, one for the
    documents.
    """
    notes = _by_original(notes_visible_to(actor), found, NOTES)
    documents = _by_original(documents_visible_to(actor), found, DOCUMENTS)
    return [
        _note_line(one, notes.get(one.subject_id, []))
        if one.kind == NOTES
        else _document_line(one, documents.get(one.subject_id, []))
        for one in found
    ]


def _by_original(
    rows: AreaQuerySet[Row], found: Sequence[TimelineEntry], kind: str
) -> dict[UUID | None, list[Row]]:
    """The versions of each, the latest first."""
    keys = [one.subject_id for one in found if one.kind == kind]
    chains: dict[UUID | None, list[Row]] = {}
    for row in rows.filter(original__in=keys):
        chains.setdefault(row.original_id, []).append(row)
    return {key: in_order(chain)[::-1] for key, chain in chains.items()}


def _writer(told: TimelineEntry) -> str:
    return told.recorded_by.name if told.recorded_by else ""


def _note_line(told: TimelineEntry, versions: Sequence[Note]) -> Line:
    if not versions or versions[0].is_sensitive:
        values = {"name": _writer(told), "day": day(told.happened_at)}
        title = _("Sensitive note by %(name)s, %(day)s") % values
        return Line(title, "", None, True, notes=versions)
    about = versions[0].participant
    title = _("Note about the case")
    if about:
        title = _("Note about %(name)s") % {"name": about.person.short_name}
    return Line(title, _writer(told), told.happened_at, False, notes=versions)


def _document_line(told: TimelineEntry, versions: Sequence[CaseDocument]) -> Line:
    if not versions:
        values = {"name": _writer(told), "day": day(told.happened_at)}
        title = _("Sensitive document by %(name)s, %(day)s") % values
        return Line(title, "", None, True, is_note=False)
    latest = versions[0]
    title = latest.get_type_display()
    if latest.participant:
        title = f"{title}, {latest.participant.person.short_name}"
    files = [_file(row) for row in versions]
    when = latest.happened_on
    return Line(title, _writer(told), when, latest.is_sensitive, files=files, is_note=False)


def _file(row: CaseDocument) -> File:
    return File(row, in_words(row.document), row.document.state == Document.State.CLEAN)
