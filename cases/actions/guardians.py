"""Whether a parent or guardian is asked beside somebody under 18."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.scoping import save_version
from cases.consenting import is_child
from cases.models import Participant
from cases.pipeline import may_override
from cases.stages import Audience

from .case_work import WorkRefused, work_with
from .notes import write_note
from .timeline import tell


class NoneToSpare(WorkRefused):
    """Only of somebody under 18 a parent is asked, and only a manager says that none is."""


@transaction.atomic
def say_why_no_guardian(
    participant: Participant, *, why: str, version: int, by: Actor, now: datetime
) -> Participant:
    """A service manager says why no parent or guardian is asked for consent beside somebody, or by
    an empty reason that one is asked again. A note keeps the reason for good.

    Raises NoneToSpare, CaseClosed, Stale.
    """
    case, row = work_with(participant, by=by)
    if not may_override(by):
        raise NoneToSpare(_("Only a service manager can say that no parent or guardian is asked."))
    if why and not is_child(row, timezone.localdate(now)):
        raise NoneToSpare(
            _("%(name)s is not known to be under 18, so no parent or guardian is asked.")
            % {"name": row.person.short_name}
        )
    before = row.no_guardian_why
    row.no_guardian_why = why
    save_version(row, version=version, fields=["no_guardian_why"])
    if why == before:
        return row
    tell(case, "guardian.asked", row, by=by, now=now, about=row, asked=not why)
    if why:
        body = _("No parent or guardian is asked for consent beside %(name)s: %(why)s") % {
            "name": row.person.short_name,
            "why": why,
        }
        team = Audience.TEAM
        write_note(case, body=body, about=row, happened_at=now, audience=team, by=by, now=now)
    return row
