"""A case that turns out to be sensitive after it was opened: the rules of levels, of other agencies
and of a second look at messages hold from then on.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.roles import Perm
from areas.scoping import save_version
from cases.models import Case
from cases.queries.allocation import MARKED
from cases.stages.sensitive import NotSensitiveReason, SensitiveReason

from .activity import open_and_locked
from .case_work import SomebodyWasFirst, work_on
from .timeline import tell


@transaction.atomic
def mark_sensitive(
    case: Case, *, reason: SensitiveReason, version: int, by: Actor, now: datetime
) -> Case:
    """Whoever works the case may. Raises SomebodyWasFirst, Stale, CaseClosed."""
    case = work_on(case, by=by)
    if case.is_sensitive:
        raise SomebodyWasFirst(_("The case is marked as sensitive already."))
    case.is_sensitive = True
    save_version(case, version=version, fields=["is_sensitive"])
    tell(case, MARKED, case, by=by, now=now, reason=reason.value)
    return case


@transaction.atomic
def unmark_sensitive(
    case: Case, *, reason: NotSensitiveReason, version: int, by: Actor, now: datetime
) -> Case:
    """A service manager alone may. Raises SomebodyWasFirst, Stale, CaseClosed."""
    by.must(Perm.CASE_RESTRICT)
    case = open_and_locked(case, by=by)
    if not case.is_sensitive:
        raise SomebodyWasFirst(_("The case is not marked as sensitive any more."))
    case.is_sensitive = False
    save_version(case, version=version, fields=["is_sensitive"])
    tell(case, "case.unmarked_sensitive", case, by=by, now=now, reason=reason.value)
    return case
