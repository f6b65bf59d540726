"""What a file is, from its bytes alone: neither its name nor its header is believed."""

from __future__ import annotations

from documents.models import Document

PDF_WITHIN = 1024
"""Readers of PDF look for its mark in so many bytes; a mail gateway may have put some before it."""
ZIP_MARK = b"PK\x03\x04"
WORD_PART = b"word/"


def kind_of(content: bytes) -> Document.Kind | None:
    """One of the kinds that we take, or none. Whether it is a sound one is the cleaner's business.

    A file with a mark of one kind and a body of another is read as what its mark says, written anew
    by the cleaner and so never is two things.
    """
    if content.startswith(b"\xff\xd8\xff"):
        return Document.Kind.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return Document.Kind.PNG
    if content.startswith(ZIP_MARK):
        return Document.Kind.DOCX if WORD_PART in content else None
    if b"%PDF-" in content[:PDF_WITHIN]:
        return Document.Kind.PDF
    return None
