"""A programme ends before its last meeting: what is to come is cancelled, and its places end."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.actor import Actor
from audit.record import record
from cases.models import Enrolment, Programme
from cases.queries.programmes import first_end_of, still_to_come
from cases.stages import Attendance, ProgrammeEnd, WhoseDoing

from .activity import ImpossibleDay
from .case_work import SomebodyWasFirst
from .programmes import run_by
from .timeline import tell


@transaction.atomic
def end_programme(
    programme: Programme, *, reason: str, ended_on: date, by: Actor, now: datetime
) -> Programme:
    """End it early on a day, and say why; told in the case of each who is on it.

    The meetings that are still to come do not take place; those that have been and are not written
    down yet still can be. Raises NotTheirs, SomebodyWasFirst, ImpossibleDay.
    """
    programme = run_by(programme, by=by)
    if programme.ended_on is not None:
        raise SomebodyWasFirst(_("This programme has ended already."))
    _must_fit(programme, ended_on, by=by, today=timezone.localdate(now))
    cancelled = _cancel(programme, by=by, now=now)
    programme.ended_on, programme.end_reason = ended_on, ProgrammeEnd(reason)
    programme.version += 1
    programme.save(update_fields=["ended_on", "end_reason", "version"])
    places = _end_places(programme, by=by, now=now)
    codes: dict[str, Any] = {"reason": programme.end_reason, "cancelled": cancelled}
    record("programme.ended_early", programme, by=by, **codes, places=places)
    return programme


def _must_fit(programme: Programme, ended_on: date, *, by: Actor, today: date) -> None:
    if ended_on > today:
        raise ImpossibleDay(_("The date must be today or in the past."))
    if ended_on < first_end_of(programme, by, today=today):
        raise ImpossibleDay(
            _("A programme cannot end before it began, or before its last meeting that was held.")
        )


def _cancel(programme: Programme, *, by: Actor, now: datetime) -> int:
    return still_to_come(programme, by, now=now).update(
        attendance=Attendance.CANCELLED,
        whose_doing=WhoseDoing.SERVICE,
        version=F("version") + 1,
    )


def _end_places(programme: Programme, *, by: Actor, now: datetime) -> int:
    assert programme.ended_on is not None  # noqa: S101 -- it was set above
    rows = Enrolment.objects.visible_to(by).filter(programme=programme, left_on=None)
    rows = rows.select_for_update(of=("self",))
    places = list(rows.select_related("participant__case", "participant__person"))
    for place in places:
        place.left_on = max(programme.ended_on, place.from_on)
        place.version += 1
        place.save(update_fields=["left_on", "version"])
        about = place.participant
        codes: dict[str, Any] = {"programme": programme.kind, "reason": programme.end_reason}
        kind, on = "programme.ended", programme.ended_on
        tell(about.case, kind, place, by=by, now=now, on=on, about=about, **codes)
    return len(places)
