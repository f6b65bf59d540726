"""A conference: both sides in one conversation, planned and then recorded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import combinations
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.actor import Actor
from cases.models import Case, Conference, ConferenceAttendance, Participant
from cases.pipeline import may_override
from cases.queries.activities import is_cleared_at, says_no
from cases.queries.part import standing_pairs
from cases.queries.readiness import checked_on, too_old
from cases.queries.written import written_by
from cases.stages import (
    LEFT,
    OPPOSED,
    Attendance,
    ConferenceForm,
    ConsentPurpose,
    Meeting,
    PairState,
    Stage,
)
from people.models import Answer

from .activity import must_have_happened, stamp
from .case_work import SomebodyWasFirst, WorkRefused, work_on
from .orders import must_be_allowed
from .participants import participant_of, took_part
from .safe_contact import must_all_be_contactable
from .timeline import tell


class NotYet(WorkRefused):
    """The stage, the risk or the length is missing."""


class NotWilling(WorkRefused):
    """Nobody is expected who stepped back or said no, nor two between whom it ended."""


class NotReady(WorkRefused):
    """Somebody took part who had not agreed to it in writing, or the last look at the risk was over
    14 days before (field guide 12.16, READY and INTERVENTION).
    """


class OneSideOnly(WorkRefused):
    """A conference needs somebody from each of two opposed sides."""


@transaction.atomic
def plan_conference(
    case: Case,
    *,
    form: str,
    meeting: str,
    happened_at: datetime,
    participants: Iterable[Participant],
    by: Actor,
    now: datetime,
    place: str = "",
    establishment: str = "",
    against_wishes: str = "",
) -> Conference:
    """Plan a conference and say who is expected; raises WorkRefused, CaseClosed.

    Refused where an order forbids contact and no manager has agreed; with somebody who must not be
    contacted only if it says why. The time may be past: what was not planned here is planned and
    then recorded.
    """
    case = _at_the_stage(work_on(case, by=by))
    expected = [participant_of(case, one, by) for one in participants]
    _must_be_willing(expected, by=by)
    despite = must_all_be_contactable(expected, by=by, despite=against_wishes)
    must_have_both_sides(expected, on=happened_at, by=by, now=now)
    if happened_at > now and not is_cleared_at(by, case, now):
        raise NotYet(_("No signed-off risk assessment is in force. Have one signed off first."))
    conference = Conference.objects.create(
        case=case,
        form=ConferenceForm(form),
        meeting=Meeting(meeting),
        happened_at=happened_at,
        place=place,
        establishment=establishment,
        **stamp(by, now),
    )
    _expect(conference, expected, by=by)
    codes: dict[str, Any] = {"form": str(form), "expected": len(expected), **despite}
    tell(case, "conference.planned", conference, by=by, now=now, **codes)
    return conference


def _expect(conference: Conference, people: Iterable[Participant], *, by: Actor) -> None:
    ConferenceAttendance.objects.bulk_create(
        ConferenceAttendance(area_id=by.area_id, conference=conference, participant=one)
        for one in people
    )


@transaction.atomic
def record_conference(
    conference: Conference,
    *,
    attendance: str,
    happened_at: datetime,
    by: Actor,
    now: datetime,
    came: Iterable[Participant] = (),
    minutes: int | None = None,
    apology_given: str = Answer.UNKNOWN,
    note: str = "",
    passed_why: str = "",
) -> Conference:
    """Say what became of a planned conference; raises WorkRefused, ImpossibleDay, SomebodyWasFirst.

    A held one is a direct intervention (rule C08), and those who came took part: each with own
    written consent that stood on the day and was not over six months old, within 14 days of the
    last look at the risk, or a service manager says why it is recorded all the same.
    """
    case = work_on(conference.case, by=by)
    conference = _planned(conference, case, by=by)
    if attendance != Attendance.CANCELLED:
        must_have_happened(case, happened_at, by=by, now=now)
    present = [participant_of(case, one, by) for one in came]
    conference.attendance = Attendance(attendance)
    conference.happened_at, conference.note = happened_at, note
    codes: dict[str, Any] = {"form": conference.form, "attendance": str(attendance)}
    if attendance == Attendance.HELD:
        _may_count_as_held(case, minutes=minutes, at=happened_at, by=by)
        must_have_both_sides(present, on=happened_at, by=by, now=now)
        conference.minutes, conference.apology_given = minutes, Answer(apology_given)
        conference.passed_why = passed_why
        codes |= must_be_ready(conference, present, by=by)
    conference.version += 1
    conference.save()
    if attendance == Attendance.HELD:
        note_who_came(conference, present, by=by)
    tell(case, "conference.recorded", conference, by=by, now=now, on=min(happened_at, now), **codes)
    return conference


def _planned(conference: Conference, case: Case, *, by: Actor) -> Conference:
    """The conference, locked, if nobody has said what became of it."""
    rows = Conference.objects.visible_to(by).select_for_update()
    row = rows.get(pk=conference.pk, case=case)
    if row.attendance != Attendance.PLANNED:
        raise SomebodyWasFirst(_("Somebody has recorded this conference already."))
    return row


def _must_be_willing(expected: list[Participant], *, by: Actor) -> None:
    for one in expected:
        if one.status in LEFT:
            raise NotWilling(_("Somebody among them has stepped back and cannot be expected."))
        if says_no(by, one, ConsentPurpose.PARTICIPATE):
            values = {"name": one.person.short_name}
            raise NotWilling(_("%(name)s does not agree to take part any more.") % values)
    pairs = standing_pairs(by).filter(one__in=expected, other__in=expected)
    if pairs.filter(state__in=[PairState.NOT_NOW, PairState.ENDED]).exists():
        raise NotWilling(_("Between two of them it was put off or ended. Take it up again first."))


def must_be_ready(
    conference: Conference, present: list[Participant], *, by: Actor
) -> dict[str, list[str]]:
    """What was not there on the day, as a code: nothing, unless a service manager says why it is
    recorded all the same. Raises NotReady.
    """
    day_of, unmet = timezone.localdate(conference.happened_at), {}
    if refusal := written_by(present, day_of, by).refusal:
        unmet["consents_written"] = refusal
    if old := too_old(checked_on(conference.case, day_of, by), day_of):
        unmet["checked_lately"] = old
    if not unmet:
        conference.passed_why = ""
        return {}
    if not ((conference.passed_why or "").strip() and may_override(by)):
        last = _("A service manager can record the meeting all the same, and say why.")
        raise NotReady(" ".join([*unmet.values(), last]))
    return {"passed": list(unmet)}


def _may_count_as_held(case: Case, *, minutes: int | None, at: datetime, by: Actor) -> None:
    _at_the_stage(case)
    if not minutes:
        raise NotYet(_("Enter how many minutes the conference lasted."))
    if not is_cleared_at(by, case, at):
        raise NotYet(
            _("No signed-off risk assessment was in force on that day. Have one signed off first.")
        )


def _at_the_stage(case: Case) -> Case:
    if case.stage != Stage.CONFERENCE:
        raise NotYet(
            _("A conference belongs to the stage %(stage)s. Move the case there first.")
            % {"stage": Stage.CONFERENCE.label}
        )
    return case


def must_have_both_sides(
    present: list[Participant],
    *,
    on: datetime,
    by: Actor,
    now: datetime,
    added: list[Participant] | None = None,
) -> None:
    """Somebody from each side, between whom no order forbids it on the day.

    With `added`, orders are asked of these alone: the others have met already.
    """
    sides = {one.side for one in present}
    if not any(sides >= set(pair) for pair in OPPOSED):
        raise OneSideOnly(_("Choose at least one person from each side."))
    for one, other in combinations(present, 2):
        if added is not None and one not in added and other not in added:
            continue
        if (one.side, other.side) in OPPOSED or (other.side, one.side) in OPPOSED:
            must_be_allowed(one, other, by=by, now=now, on=timezone.localdate(on))


def note_who_came(conference: Conference, present: list[Participant], *, by: Actor) -> None:
    places = ConferenceAttendance.objects.visible_to(by).filter(conference=conference)
    expected = set(places.values_list("participant_id", flat=True))
    places.update(came=False)
    places.filter(participant__in=present).update(came=True)
    for one in present:
        if one.pk not in expected:
            ConferenceAttendance.objects.create(
                area_id=by.area_id, conference=conference, participant=one, came=True
            )
        took_part(one)
