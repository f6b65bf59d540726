"""What every action on a case does besides its own work."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.actor import Actor
from cases.models import Case
from cases.queries.case import received_on
from cases.stages import Stage
from ui.dates import day


class ImpossibleDay(Exception):
    """Said to lie in the future, or before the referral came in. The text may be shown."""


class CaseClosed(Exception):
    """A closed case is worked on only after it was opened again. The text may be shown."""


class CaseGone(Case.DoesNotExist, Http404):
    """The actor may not see the case any more: taken off it while the page was open."""


def stamp(by: Actor, now: datetime) -> dict[str, Any]:
    """The area, the moment and the writer of a new row."""
    return {"area_id": by.area_id, "recorded_at": now, "recorded_by_id": by.user_id}


def touch(case: Case, *, now: datetime) -> None:
    """Bring the case to the top of the lists."""
    case.last_activity_at = max(case.last_activity_at, now)
    case.save(update_fields=["last_activity_at"])


def locked(case: Case, *, by: Actor) -> Case:
    """The same case, locked; raises CaseGone where the actor may not see it."""
    try:
        return Case.objects.visible_to(by).select_for_update(of=("self",)).get(pk=case.pk)
    except Case.DoesNotExist:
        raise CaseGone from None


def open_and_locked(case: Case, *, by: Actor) -> Case:
    """As `locked`; raises CaseClosed."""
    case = locked(case, by=by)
    must_not_be_closed(case)
    return case


def must_not_be_closed(case: Case) -> None:
    """Raises CaseClosed."""
    if case.stage == Stage.CLOSED:
        raise CaseClosed(_("This case is closed. Open it again to go on."))


def must_have_happened(case: Case, on: date | datetime, *, by: Actor, now: datetime) -> None:
    """Raises ImpossibleDay unless `on` lies between the day of the referral and now."""
    if isinstance(on, datetime):
        ahead, on = on > now, timezone.localdate(on)
    else:
        ahead = on > timezone.localdate(now)
    if ahead:
        raise ImpossibleDay(_("The date must be today or in the past."))
    earliest = received_on(case, by)
    if on < earliest:
        raise ImpossibleDay(
            _("The date cannot be before %(day)s, when the referral came in.")
            % {"day": day(earliest)}
        )
