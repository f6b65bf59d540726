"""The bytes of documents: sealed, under random names, in the storage called `documents`.

An area has a folder of its own, so that its sweep sees its own files and no others.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

from areas.encrypted import UnknownKey, seal_bytes, unseal_bytes
from documents.models import Document

COLUMN = "content"


class NotKept(Exception):
    """The storage has no such file, cannot be reached, or holds something else under the name."""


def storage() -> Storage:
    return storages["documents"]


def keep(document: Document, content: bytes) -> None:
    """Seal and store the bytes of a document that has an id; sets `stored_as`. Raises NotKept."""
    name = f"{document.area_id}/{secrets.token_hex(16)}"
    sealed = seal_bytes(content, row=document, column=COLUMN)
    try:
        document.stored_as = storage().save(name, ContentFile(bytes(sealed)))
    except OSError as failure:
        drop(name)
        raise NotKept from failure


def fetch(document: Document) -> bytes:
    """The document's bytes; raises NotKept, also where those stored are not the document's own."""
    try:
        with storage().open(document.stored_as) as file:
            return unseal_bytes(file.read(), row=document, column=COLUMN)
    except (OSError, InvalidTag, UnknownKey) as failure:
        raise NotKept from failure


def drop(name: str) -> None:
    """Delete a file, if it is there; one that cannot be deleted now is left to the sweep."""
    with suppress(OSError):
        storage().delete(name)


def names_before(area_id: UUID, moment: datetime) -> list[str]:
    """The names of an area's files that were stored before a moment."""
    place = storage()
    try:
        _folders, files = place.listdir(str(area_id))
    except OSError:
        return []
    names = (f"{area_id}/{file}" for file in files)
    return [name for name in names if place.get_modified_time(name) < moment]
