"""Documents that nothing refers to, files that no document has, and scans that never came."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from functools import partial
from typing import cast
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from areas.actor import Actor
from areas.passing import kept_since
from areas.scoping import AreaModel
from audit.record import record
from documents.actions import SCAN
from documents.keeping import drop, names_before
from documents.models import Document
from outbox.actions import put
from outbox.models import Entry


def orphans(by: Actor) -> QuerySet[Document]:
    """The area's documents that no row of any model refers to."""
    rows = Document.objects.visible_to(by)
    for relation in Document._meta.get_fields(include_hidden=True):
        if relation.auto_created and relation.is_relation and relation.related_model:
            model = cast("type[AreaModel]", relation.related_model)
            column = relation.remote_field.name  # type: ignore[union-attr]
            holding = model.objects.visible_to(by).filter(**{column: OuterRef("pk")})
            rows = rows.exclude(Exists(holding))
    return rows


@transaction.atomic
def sweep(*, by: Actor, now: datetime, needed: Collection[UUID] = ()) -> int:
    """Delete the documents that nothing has referred to for 28 days; returns how many.

    `needed` are those that an app above holds in some other way than by a column. Their files go
    once it is certain that the rows do, and so do files that were left by what was rolled back.
    """
    since = kept_since(now)
    old = orphans(by).filter(recorded_at__lt=since).exclude(pk__in=needed)
    going = list(Document.objects.visible_to(by).filter(pk__in=old).select_for_update())
    Document.objects.visible_to(by).filter(pk__in=[row.pk for row in going]).delete()
    known = set(Document.objects.visible_to(by).values_list("stored_as", flat=True))
    for name in {row.stored_as for row in going} | (set(names_before(by.area_id, since)) - known):
        transaction.on_commit(partial(drop, name))
    if going:
        record("documents.swept", by.area, by=by, count=len(going))
    return len(going)


@transaction.atomic
def ask_again(*, by: Actor, now: datetime) -> int:
    """Ask for the scan of whatever still waits for one and is in nobody's hands; returns how many.

    So a scanner that comes back, or that an installation gets at last, finds its work.
    """
    if not settings.CLAMD:
        return 0
    asked = Entry.objects.visible_to(by).unfinished().filter(kind=SCAN)
    in_hand = set(asked.values_list("payload__document", flat=True))
    rows = Document.objects.visible_to(by).filter(state=Document.State.QUARANTINED)
    waiting = [pk for pk in rows.values_list("pk", flat=True) if str(pk) not in in_hand]
    for pk in waiting:
        put(SCAN, by=by, now=now, document=str(pk))
    return len(waiting)
