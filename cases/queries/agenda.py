"""What one case has before it, for its first page: due, planned and near, in one query."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from areas.actor import Actor
from cases.models import Case

from .alerts import ALERT
from .dated import Dated, due_arms, key_date_arm, planned_arms, prison_arms, read, stay_arms
from .due import Due, People, due_in, working
from .places import Doubt, doubts_in
from .planned import Appointment, planned_in

AHEAD = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Agenda:
    """`dates` are the key dates to come, noted or not and however far off; `doubts` are about
    planned places.
    """

    due: Sequence[Due]
    planned: Sequence[Appointment]
    dates: Sequence[Dated]
    doubts: Sequence[Doubt]


def days_to_come(dates: Iterable[Dated]) -> list[Dated]:
    """The next first."""
    return sorted(dates, key=lambda one: (one.on or date.max, one.row))


NOTHING = Agenda((), (), (), ())


def agenda_of(case: Case, actor: Actor, people: People, *, now: datetime) -> Agenda:
    """Of an open case that the actor sees; a closed one has nothing before it."""
    today = timezone.localdate(now)
    if case.closed_on:
        return NOTHING
    only = Case.objects.visible_to(actor).filter(pk=case.pk)
    until = today + AHEAD
    rows = read([
        *due_arms(only, actor, today, until, at_work=working(only, actor, today)),
        *planned_arms(only, actor),
        key_date_arm(only, actor, today, kind=ALERT, however_far=True),
        *prison_arms(only, actor),
        *stay_arms(only, actor),
    ])
    return Agenda(
        due=due_in(rows, people, today=today, until=until),
        planned=planned_in(rows, people),
        dates=[row for row in rows if row.kind == ALERT],
        doubts=doubts_in(rows, people, now=now),
    )
