"""A facilitator's day: what is late, due and coming in their own cases, and what is new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.actor import Actor
from cases.models import (
    Case,
    CaseWorker,
    Pair,
    Participant,
    ProgrammeSession,
    TimelineEntry,
)
from cases.stages import Attendance, Group, PairState

from .due import Due, due_items, not_now
from .entries import SMALL
from .planned import Appointment, planned
from .record import with_whether_open
from .timeline import Entry, entry_of

AHEAD = timedelta(days=7)
NEW_SHOWN = 10
MEETING = "cases:programme_meeting"
Rows = QuerySet[Case]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case that is nobody's task until a day, and why."""

    case: Case
    on_hold: bool
    until: date | None


@dataclass(frozen=True, slots=True)
class New:
    """Something that somebody else did in a case of mine."""

    reference: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Day:
    """All that a facilitator's first page shows."""

    overdue: Sequence[Due]
    today: Sequence[Due]
    ahead: Sequence[Due]
    meetings: Sequence[Appointment]
    coming: Sequence[Appointment]
    to_record: Sequence[Appointment]
    waiting: Sequence[Waiting]
    new: Sequence[New]
    more_new: int
    cases: Sequence[tuple[Case, Due | None]]

    @property
    def on_hold(self) -> int:
        return sum(one.on_hold for one in self.waiting)

    @property
    def put_off(self) -> int:
        return len(self.waiting) - self.on_hold


def cases_of(actor: Actor) -> Rows:
    """The open cases that were given to the actor."""
    given = CaseWorker.objects.visible_to(actor).filter(user=actor.user, until_at=None)
    return Case.objects.visible_to(actor).open().filter(pk__in=given.values("case_id"))


def my_day(actor: Actor, *, now: datetime, since: datetime) -> Day:
    """`since` is when the actor looked before: what others have done after it is new."""
    mine, today = cases_of(actor), timezone.localdate(now)
    due = due_items(mine, actor, today=today, until=today + AHEAD)
    appointments = sorted(
        [*planned(mine, actor, until=today + AHEAD), *_run(actor, until=today + AHEAD)],
        key=lambda one: (one.at, one.reference),
    )
    past = [one for one in appointments if one.at <= now]
    ahead = [one for one in appointments if one.at > now]
    entries = _new(mine, actor, since)
    return Day(
        overdue=[one for one in due if one.on < today],
        today=[one for one in due if one.on == today],
        ahead=[one for one in due if one.on > today],
        meetings=[one for one in appointments if timezone.localdate(one.at) == today],
        coming=[one for one in ahead if timezone.localdate(one.at) > today],
        to_record=_gathered(past),
        waiting=_waiting(mine, actor, today),
        new=_told(entries[:NEW_SHOWN], actor),
        more_new=max(entries.count() - NEW_SHOWN, 0),
        cases=_with_next(mine, due),
    )


def _run(actor: Actor, *, until: date) -> list[Appointment]:
    """The meetings of the programmes that the actor runs."""
    rows = ProgrammeSession.objects.visible_to(actor).filter(
        programme__leads__user=actor.user,
        attendance=Attendance.PLANNED,
        happened_at__date__lte=until,
    )
    return [
        Appointment(
            row.programme.name,
            _meeting(row),
            row.happened_at,
            MEETING,
            (str(row.programme_id), str(row.pk)),
        )
        for row in rows.select_related("programme")
    ]


def _gathered(past: Sequence[Appointment]) -> list[Appointment]:
    """Of a programme with several meetings to record one line, which leads to all of them."""
    runs: dict[str, list[Appointment]] = {}
    for one in past:
        if one.page == MEETING:
            runs.setdefault(one.args[0], []).append(one)
    found = [one for one in past if one.page != MEETING]
    for programme, meetings in runs.items():
        found.append(meetings[0] if len(meetings) == 1 else _several(programme, meetings))
    return sorted(found, key=lambda one: (one.at, one.reference))


def _several(programme: str, meetings: Sequence[Appointment]) -> Appointment:
    """From the first of them on."""
    number, first = len(meetings), meetings[0]
    what = _("%(number)s meetings of the programme, the first of them") % {"number": number}
    return Appointment(first.reference, what, first.at, "cases:programme", (programme,))


def _meeting(row: ProgrammeSession) -> str:
    """Two groups that meet in the same week are told apart."""
    if row.group == Group.ALL:
        return _("Meeting %(number)s of the programme") % {"number": row.number}
    told = {"number": row.number, "group": row.get_group_display()}
    return _("Meeting %(number)s of the programme (%(group)s)") % told


def _waiting(mine: Rows, actor: Actor, today: date) -> list[Waiting]:
    """On hold, or "not now" between everybody: counted apart, never late."""
    held = [Waiting(one, True, one.hold_until) for one in mine.filter(hold_until__gte=today)]
    put_off = list(not_now(mine, actor, today))
    pairs = Pair.objects.visible_to(actor).filter(case__in=put_off, state=PairState.NOT_NOW)
    asked: dict[object, date] = {}
    for pair in pairs.exclude(recontact_on=None).order_by("-recontact_on"):
        if pair.recontact_on:
            asked[pair.case_id] = pair.recontact_on
    later = [Waiting(one, False, asked.get(one.pk)) for one in put_off]
    return sorted([*held, *later], key=lambda one: (one.until or date.max, one.case.reference))


def _new(mine: Rows, actor: Actor, since: datetime) -> QuerySet[TimelineEntry]:
    rows = TimelineEntry.objects.visible_to(actor).filter(case__in=mine, recorded_at__gt=since)
    rows = with_whether_open(rows, actor)
    rows = rows.exclude(recorded_by=actor.user).exclude(kind__in=SMALL)
    return rows.select_related("recorded_by", "case").order_by("-recorded_at", "id")


def _told(entries: QuerySet[TimelineEntry], actor: Actor) -> list[New]:
    found = list(entries)
    people = Participant.objects.visible_to(actor).filter(case__in={one.case_id for one in found})
    names = {one.pk: one.person.short_name for one in people.select_related("person")}
    return [New(one.case.reference, entry_of(one, names)) for one in found]


def _with_next(mine: Rows, due: Sequence[Due]) -> list[tuple[Case, Due | None]]:
    """My cases with the first thing that is due in each, the latest activity first."""
    first: dict[object, Due] = {}
    for one in due:
        first.setdefault(one.case, one)
    rows = mine.order_by("-last_activity_at", "pk")
    return [(case, first.get(case.pk)) for case in rows]
