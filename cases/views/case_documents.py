"""Documents of a case: adding and replacing them, and the one way to their bytes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from audit.record import record
from cases.actions.case_documents import add_document, replace_document
from cases.forms.case_documents import DocumentForm, ReplacementForm
from cases.models import Case, CaseDocument
from cases.queries.case import get_participant
from cases.queries.record import document_versions, get_document
from documents.actions import DocumentRefused, take_in
from documents.queries import NotClean, as_download
from drafts.pages import drafted
from rjcase import clock
from ui.pages import back, form_page

from .frame import frame
from .record import readers_for
from .work import at, attempt, posted, seen


@area_view(Perm.CASE_VIEW)
def document(request: HttpRequest, actor: Actor, reference: str, file: UUID) -> HttpResponse:
    """One version as a download, or a page that says why it cannot be opened."""
    case = seen(request, actor, reference)
    kept = get_document(actor, case, file)
    try:
        return as_download(kept.document, by=actor)
    except NotClean as not_clean:
        record("document.viewed", kept.document, by=actor)
        context = {
            **frame(actor, case, "cases:record"),
            "title": _("This document cannot be opened"),
            "sentence": str(not_clean),
        }
        return render(request, "cases/record/closed.html", context)


@area_view(Perm.CASE_WORK)
@drafted("case.document")
def document_add(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID | None = None
) -> HttpResponse:
    case = seen(request, actor, reference)
    about = get_participant(actor, case, participant) if participant else None
    to = at("record", actor, case)
    readers = readers_for(actor, case, about)
    form = DocumentForm(posted(request), _files(request), today=clock.today(), **readers)
    if form.is_valid() and _added(form, case, actor):
        return back(request, _("The document has been added."), to)
    return form_page(
        request,
        "cases/record/document_add.html",
        form,
        **frame(actor, case, "cases:record"),
        title=_("Add a document"),
        cancel=to,
    )


def _files(request: HttpRequest) -> Any:
    return request.FILES if request.method == "POST" else None


def _added(form: DocumentForm, case: Case, actor: Actor) -> bool:
    def act(**told: Any) -> object:
        return add_document(case, by=actor, now=clock.now(), **told)

    return _taken(form, actor, act)


def _taken(form: DocumentForm | ReplacementForm, actor: Actor, act: Any) -> bool:
    """Take the file in, then do the rest; a file that is refused is told beside its field."""
    try:
        taken = take_in(form.cleaned_data["document"], by=actor, now=clock.now())
    except DocumentRefused as refused:
        form.add_error("document", str(refused))
        return False
    return attempt(form, lambda: act(document=taken, **form.values()))


@area_view(Perm.CASE_WORK)
def document_replace(
    request: HttpRequest, actor: Actor, reference: str, file: UUID
) -> HttpResponse:
    case = seen(request, actor, reference)
    kept, to = get_document(actor, case, file), at("record", actor, case)
    latest = document_versions(kept, actor)[-1]
    form = ReplacementForm(posted(request), _files(request), latest=latest, today=clock.today())
    if form.is_valid() and _replaced(form, kept, actor):
        return back(request, _("The newer version has been added. The former one is kept."), to)
    if form.conflict:
        form.lost_race(form.conflict, version=latest.number)
    return form_page(
        request,
        "cases/record/document_replace.html",
        form,
        **frame(actor, case, "cases:record"),
        title=_("Replace a document"),
        kept=latest,
        cancel=to,
    )


def _replaced(form: ReplacementForm, kept: CaseDocument, actor: Actor) -> bool:
    def act(**told: Any) -> object:
        return replace_document(kept, by=actor, now=clock.now(), **told)

    return _taken(form, actor, act)
