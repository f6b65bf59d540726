"""Documents as people see them, and the one way to their bytes."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from areas.actor import Actor
from audit.record import record
from documents.keeping import NotKept, fetch
from documents.models import Document

TYPES = {
    Document.Kind.PDF: "application/pdf",
    Document.Kind.JPEG: "image/jpeg",
    Document.Kind.PNG: "image/png",
    Document.Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class NotClean(Exception):
    """The document cannot be opened, now or ever. The text may be shown."""


def in_words(document: Document) -> str:
    """Whether it can be opened, and why not, for the page that lists it."""
    if document.state == Document.State.CLEAN:
        return _("Checked for viruses")
    if document.state == Document.State.INFECTED:
        return _("A virus was found in this file. It cannot be opened and has been deleted.")
    if not settings.CLAMD:
        return _(
            "This installation has no virus scanner, so files cannot be opened yet. "
            "Ask your administrator."
        )
    return _("Waiting to be checked for viruses. It can be opened when it has been.")


def contents(document: Document, *, by: Actor) -> bytes:
    """The document's bytes, written down as downloaded. Raises NotClean unless it was scanned and
    found clean.
    """
    row = Document.objects.visible_to(by).get(pk=document.pk)
    if row.state != Document.State.CLEAN:
        raise NotClean(in_words(row))
    try:
        found = fetch(row)
    except NotKept:
        raise NotClean(_("The file is not there at this moment. Ask your administrator.")) from None
    record("document.downloaded", row, by=by, kind=row.kind)
    return found


def as_download(document: Document, *, by: Actor) -> HttpResponse:
    """The document as an attachment that no browser opens in place, keeps or guesses about.

    Raises NotClean.
    """
    answer = HttpResponse(contents(document, by=by), content_type=TYPES[_kind(document)])
    answer["Content-Disposition"] = content_disposition_header(True, document.name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _kind(document: Document) -> Document.Kind:
    return Document.Kind(document.kind)
