"""Taking files in, telling what the scanner found, and letting go of what nobody refers to."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import partial
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from areas.actor import Actor
from audit.record import record
from documents.keeping import NotKept, drop, keep
from documents.models import Document
from documents.naming import shown_name
from documents.sniffing import kind_of
from documents.washing import CannotClean, wash
from outbox.actions import put

SCAN = "documents.scan"


class DocumentRefused(Exception):
    """The file cannot be taken. The text may be shown beside the field."""


@transaction.atomic
def take_in(upload: UploadedFile[Any], *, by: Actor, now: datetime) -> Document:
    """Take a file that somebody chose: look what it is, clean it, seal it, ask for a virus scan.

    Nobody can open it before a scanner has found it clean. One that nothing refers to goes after 28
    days. Raises DocumentRefused.
    """
    content = _read(upload)
    kind = kind_of(content)
    if kind is None:
        raise DocumentRefused(_("Choose a PDF, a JPEG or PNG picture, or a Word document (DOCX)."))
    try:
        cleaned = wash(content, kind=kind)
    except CannotClean as refused:
        raise DocumentRefused(str(refused)) from refused
    if len(cleaned) > settings.DOCUMENT_BYTES:
        raise DocumentRefused(_too_large())
    document = Document(
        id=uuid4(),
        area=by.area,
        name=shown_name(upload.name, kind=kind),
        kind=kind,
        size=len(cleaned),
        digest=hashlib.sha256(cleaned).hexdigest(),
        recorded_at=now,
        recorded_by=by.user,
    )
    _store(document, cleaned, by=by, now=now)
    return document


def _read(upload: UploadedFile[Any]) -> bytes:
    """The whole file, never more of it than the limit."""
    if (upload.size or 0) > settings.DOCUMENT_BYTES:
        raise DocumentRefused(_too_large())
    upload.seek(0)
    content: bytes = upload.read(settings.DOCUMENT_BYTES + 1)
    if len(content) > settings.DOCUMENT_BYTES:
        raise DocumentRefused(_too_large())
    if not content:
        raise DocumentRefused(_("The file is empty. Choose another one."))
    return content


def _too_large() -> str:
    most = filesizeformat(settings.DOCUMENT_BYTES)
    return _("The file must be smaller than %(most)s.") % {"most": most}


def _store(document: Document, content: bytes, *, by: Actor, now: datetime) -> None:
    """The file first, so that no row is without one; a file whose row was rolled back is left to
    the sweep.
    """
    try:
        keep(document, content)
    except NotKept:
        raise DocumentRefused(
            _("The file could not be kept just now. Try again in a few minutes.")
        ) from None
    try:
        with transaction.atomic():
            document.save(force_insert=True)
            record("document.taken_in", document, by=by, kind=document.kind, size=document.size)
            put(SCAN, by=by, now=now, document=str(document.pk))
    except BaseException:
        drop(document.stored_as)
        raise


@transaction.atomic
def mark_scanned(document: Document, *, is_clean: bool, by: Actor, now: datetime) -> Document:
    """Write down what the scanner found. The bytes of an infected one are deleted."""
    row = Document.objects.visible_to(by).select_for_update().get(pk=document.pk)
    if row.state != Document.State.QUARANTINED:
        return row
    row.state = Document.State.CLEAN if is_clean else Document.State.INFECTED
    row.scanned_at = now
    row.save(update_fields=["state", "scanned_at"])
    if not is_clean:
        transaction.on_commit(partial(drop, row.stored_as))
    record("document.scanned", row, by=by, state=row.state)
    return row
