from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Max

from areas.actor import Actor
from areas.queries import members_who_may
from areas.roles import Perm

from .due import DueItem, milestone
from .models import Sent

Told = dict[tuple[UUID, UUID, date], date]


def _told(actor: Actor, kind: str, subjects: list[UUID]) -> Told:
    """The last day on which each reader was told of each subject as due on a day."""
    rows = Sent.objects.visible_to(actor).filter(kind=kind, subject_id__in=subjects)
    grouped = (
        rows.values_list("subject_id", "reader_id", "due_on").annotate(last=Max("day")).order_by()
    )
    return {(subject, reader, due): last for subject, reader, due, last in grouped}


def to_be_told(
    actor: Actor, kind: str, items: Iterable[DueItem], today: date
) -> list[tuple[DueItem, UUID]]:
    """Each item with each reader who has not been told of it since its last milestone."""
    items = list(items)
    told = _told(actor, kind, [item.subject_id for item in items])
    return [
        (item, reader)
        for item in items
        for reader in item.for_whom
        if told.get((item.subject_id, reader, item.due_on), date.min)
        < milestone(item.due_on, today)
    ]


def may_still_read(actor: Actor, reader_id: UUID) -> bool:
    """Whether the reader is still an active member who works cases."""
    members = members_who_may(actor, Perm.CASE_VIEW)
    return members.filter(user_id=reader_id, user__is_active=True).exists()
