from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from audit.record import record
from cases.actions.notes import correct_note, write_note
from cases.forms.notes import CorrectionForm, NoteForm, WordsForm
from cases.models import Case, Note
from cases.queries.case import get_participant
from cases.queries.record import get_note, note_versions
from drafts.pages import drafted
from rjcase import clock
from ui.pages import back, form_page

from .frame import frame
from .record import readers_for
from .work import at, attempt, may_work, posted, seen


@area_view(Perm.CASE_WORK)
@drafted("case.note")
def note_add(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID | None = None
) -> HttpResponse:
    case = seen(request, actor, reference)
    about = get_participant(actor, case, participant) if participant else None
    to = at("record", actor, case)
    form = NoteForm(posted(request), now=clock.now(), **readers_for(actor, case, about))
    if form.is_valid() and _written(form, case, actor):
        return back(request, _("The note has been added."), to)
    return form_page(
        request,
        "cases/record/note_add.html",
        form,
        **frame(actor, case, "cases:record"),
        title=_("Add a note"),
        cancel=to,
    )


def _written(form: NoteForm, case: Case, actor: Actor) -> bool:
    return attempt(form, lambda: write_note(case, by=actor, now=clock.now(), **form.values()))


@area_view(Perm.CASE_WORK)
@drafted("case.note_correct")
def note_correct(request: HttpRequest, actor: Actor, reference: str, note: UUID) -> HttpResponse:
    """The words of a sensitive note stand in the form: that they were seen is written down."""
    case = seen(request, actor, reference)
    row, to = get_note(actor, case, note), at("record", actor, case)
    versions = note_versions(row, actor)
    form = CorrectionForm(posted(request), versions=versions)
    if form.is_valid() and attempt(
        form, lambda: correct_note(row, by=actor, now=clock.now(), **form.values())
    ):
        return back(request, _("The note has been corrected. What it said before is kept."), to)
    if form.conflict:
        form.lost_race(form.conflict, version=len(versions))
    if row.is_sensitive:
        record("note.revealed", row, by=actor, case=case.reference)
    return form_page(
        request,
        "cases/record/note_correct.html",
        form,
        **frame(actor, case, "cases:record"),
        title=_("Correct a note"),
        cancel=to,
    )


@area_view(Perm.CASE_VIEW)
def note_words(request: HttpRequest, actor: Actor, reference: str, note: UUID) -> HttpResponse:
    """A button, and behind it the words: that they were seen is written down."""
    case = seen(request, actor, reference)
    row = get_note(actor, case, note)
    form = WordsForm(posted(request))
    return form_page(
        request,
        "cases/record/note_words.html",
        form,
        **frame(actor, case, "cases:record"),
        title=_("Sensitive note"),
        note=row,
        may_work=may_work(actor, case),
        versions=_revealed(row, actor, case) if form.is_valid() else None,
        cancel=at("record", actor, case),
    )


def _revealed(row: Note, actor: Actor, case: Case) -> list[Note]:
    record("note.revealed", row, by=actor, case=case.reference)
    return note_versions(row, actor)[::-1]
