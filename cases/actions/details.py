"""Who somebody in a case is, and what helps them to take part."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.scoping import save_version
from cases.models import Case, Participant
from cases.stages import OPPOSED
from people.actions import change_person

from .activity import ImpossibleDay
from .case_work import WorkRefused, work_with
from .timeline import tell

OF_PARTICIPANT = ("kind", "guardian", "welsh_wanted", "welsh_asked_on", "interpreter")


class NotTheirGuardian(WorkRefused):
    """A guardian is somebody else of the same case, not of the other side, and of age."""


@transaction.atomic
def describe_participant(
    participant: Participant,
    *,
    version: int,
    person_version: int,
    person: dict[str, Any],
    by: Actor,
    now: datetime,
    access_needs: str = "",
    **values: Any,
) -> Participant:
    """Change who somebody is (`person`) and what they need. Raises Stale, ImpossibleDay,
    NotTheirGuardian, BornInTheFuture, CaseClosed.
    """
    case, row = work_with(participant, by=by)
    if (guardian := values.get("guardian")) is not None:
        _must_be_guardian(guardian, row, case, now=now)
    asked_on = values.get("welsh_asked_on")
    if asked_on and asked_on > timezone.localdate(now):
        raise ImpossibleDay(_("The date must be today or in the past."))
    changed = [name for name in OF_PARTICIPANT if getattr(row, name) != values.get(name)]
    for name in changed:
        setattr(row, name, values.get(name))
    save_version(row, version=version, fields=changed)
    if (row.access_needs or "") != access_needs:
        changed.append("access_needs")
        row.access_needs = access_needs
        row.save(update_fields=["access_needs"])
    changed += change_person(row.person, version=person_version, by=by, now=now, **person)
    tell(case, "participant.described", row, by=by, now=now, about=row, fields=changed)
    return row


def _must_be_guardian(
    guardian: Participant, row: Participant, case: Case, *, now: datetime
) -> None:
    """Somebody whose age is not known is taken to be of age."""
    if guardian.case_id != case.pk or guardian.pk == row.pk:
        raise NotTheirGuardian(_("Choose somebody else of this case."))
    sides = (guardian.side, row.side)
    if sides in OPPOSED or sides[::-1] in OPPOSED:
        raise NotTheirGuardian(_("Choose somebody who is not on the other side of this case."))
    if guardian.person.is_child_on(timezone.localdate(now)):
        raise NotTheirGuardian(_("A parent or guardian is 18 or older."))
