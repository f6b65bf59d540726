"""What the worker does with a file that was taken in."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from areas.actor import Actor
from documents.actions import mark_scanned
from documents.clamd import is_clean
from documents.keeping import fetch
from documents.models import Document
from outbox.models import Entry


def scan(entry: Entry, actor: Actor, now: datetime) -> None:
    """Have a document scanned. Without a scanner it stays in quarantine; with one that is down the
    outbox tries again.
    """
    rows = Document.objects.visible_to(actor).filter(state=Document.State.QUARANTINED)
    document = rows.filter(pk=entry.payload["document"]).first()
    if document is None or not settings.CLAMD:
        return
    found = is_clean(fetch(document), at=settings.CLAMD)
    mark_scanned(document, is_clean=found, by=actor, now=now)
