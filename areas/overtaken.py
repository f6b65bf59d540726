"""Who changed a row while somebody else was editing it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext as _

from audit.models import Event
from audit.record import READS
from ui.dates import moment

SHARED = frozenset({"people"})
"""Apps whose rows several cases share: that a colleague changed one says that they work with the
person, perhaps in a case that is closed to the reader.
"""
MOVED_ALONG = frozenset({"cases.Participant", "cases.Pair"})
"""Rows that other work moves too (a contact, a session, a letter, the other person's status), which
the audit tells of that work and not of the row: who wrote of the row last may not be who was first.
"""


def who_was_first(row: models.Model) -> str:
    """A sentence about the last change of a row in the audit: by whom and when, where that is known
    and may be told.
    """
    from .models import User  # noqa: PLC0415 - the models stand on areas.scoping, which asks here

    unnamed = row._meta.app_label in SHARED or row._meta.label in MOVED_ALONG
    last = None if unnamed else _last_change(row)
    who = User.objects.filter(pk=last.actor_id).first() if last and last.actor_id else None
    if last is None or who is None:
        return _("Somebody else changed this record while you were editing.")
    told = {"name": who.name, "moment": moment(last.at)}
    return _("%(name)s changed this record while you were editing, on %(moment)s.") % told


def _last_change(row: models.Model) -> Event | None:
    seen = rf"\.({'|'.join(sorted(READS))})$"
    of_row = Event.objects.filter(
        area_id=row.area_id,  # type: ignore[attr-defined]
        subject_type=row._meta.label,
        subject_id=str(row.pk),
        outcome=Event.Outcome.DONE,
    )
    return of_row.exclude(verb__regex=seen).order_by("-at").first()
