"""Correcting what was recorded of a conference that was held; that it was held stays."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.scoping import save_version
from cases.models import Case, Conference, ConferenceAttendance, Participant
from cases.stages import Attendance, ConferenceForm

from .case_work import WorkRefused, work_on
from .conferences import must_be_ready, must_have_both_sides, note_who_came
from .participants import participant_of
from .timeline import tell


@transaction.atomic
def correct_conference(
    conference: Conference,
    *,
    form: str,
    minutes: int,
    came: Iterable[Participant],
    version: int,
    by: Actor,
    now: datetime,
    passed_why: str = "",
) -> Conference:
    """Put right the kind, the length, and who came; the history says what was recorded before.

    Whoever is added must have agreed as if it were recorded now; where those stand who were there
    after all, or not, is left to whoever works the case. Raises WorkRefused, Stale, CaseClosed.
    """
    case, row = _held(conference, by=by)
    present = [participant_of(case, one, by) for one in came]
    before = {"form_before": row.form, "minutes_before": row.minutes}
    were_there = _who_came(row, by)
    added = [one for one in present if one.pk not in were_there]
    gone = were_there - {one.pk for one in present}
    if (form, minutes, added, gone) == (row.form, row.minutes, [], set()):
        raise WorkRefused(_("Change what was recorded, or leave it as it is."))
    must_have_both_sides(present, on=row.happened_at, by=by, now=now, added=added)
    passed = _must_be_ready(row, added, passed_why, by=by)
    row.form, row.minutes = ConferenceForm(form), minutes
    save_version(row, version=version, fields=["form", "minutes"])
    row.save(update_fields=["passed_why"])
    note_who_came(row, present, by=by)
    codes: dict[str, Any] = {"form": str(form), "minutes": minutes, **before, **passed}
    people = {"added": sorted(str(one.pk) for one in added), "gone": sorted(map(str, gone))}
    codes |= {name: keys for name, keys in people.items() if keys}
    tell(case, "conference.corrected", row, by=by, now=now, **codes)
    return row


def _held(conference: Conference, *, by: Actor) -> tuple[Case, Conference]:
    """The open case and the conference, both locked, if it was held."""
    case = work_on(conference.case, by=by)
    row = Conference.objects.visible_to(by).select_for_update().get(pk=conference.pk, case=case)
    if row.attendance != Attendance.HELD:
        raise WorkRefused(_("Only a conference that was held is corrected."))
    return case, row


def _who_came(row: Conference, by: Actor) -> set[Any]:
    places = ConferenceAttendance.objects.visible_to(by).filter(conference=row, came=True)
    return set(places.values_list("participant_id", flat=True))


def _must_be_ready(
    row: Conference, added: list[Participant], why: str, *, by: Actor
) -> dict[str, list[str]]:
    """Asked for those alone who are added: a reason that stands for the others stays."""
    if not added:
        return {}
    before, row.passed_why = row.passed_why, why
    passed = must_be_ready(row, added, by=by)
    row.passed_why = "\n\n".join(filter(None, [before, row.passed_why]))
    return passed
