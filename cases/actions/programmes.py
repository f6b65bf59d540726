"""A programme is planned with all its meetings, and participants take a place on it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.models import User
from areas.roles import Perm
from areas.scoping import AreaQuerySet, save_version
from audit.record import record
from cases.models import Enrolment, Participant, Programme, ProgrammeLead, ProgrammeSession
from cases.queries.programmes import may_run
from cases.stages import LEFT, SHAPES, Group, ProgrammeKind
from ui.dates import LONDON

from .activity import ImpossibleDay, must_have_happened, stamp
from .case_work import SomebodyWasFirst, WorkRefused, work_with
from .seats import may_take_a_place
from .timeline import tell

A_WEEK = timedelta(weeks=1)


class NotTheirs(WorkRefused):
    """A programme is changed by those who run it, and by who allocates cases."""


class ProgrammeOver(WorkRefused):
    """Nobody joins a programme that has ended."""


@transaction.atomic
def start_programme(
    *,
    kind: str,
    name: str,
    starts_at: datetime,
    by: Actor,
    now: datetime,
    weeks: int | None = None,
    place: str = "",
    leads: Iterable[User] = (),
) -> Programme:
    """Plan a programme with a meeting in every week; whoever starts it runs it, with `leads`.

    At the same hour of the clock every week, also over a change of the clocks. Raises WorkRefused
    for a number of weeks that the kind does not have, ImpossibleDay for a start over a year away.
    """
    by.must(Perm.CASE_WORK)
    shape = SHAPES[ProgrammeKind(kind)]
    weeks = weeks or shape.fewest
    if not shape.fewest <= weeks <= shape.most:
        raise WorkRefused(
            _("This programme takes %(fewest)s to %(most)s weeks.")
            % {"fewest": shape.fewest, "most": shape.most}
        )
    if abs(starts_at - now) > 52 * A_WEEK:
        raise ImpossibleDay(_("The first meeting must be within a year of today."))
    programme = Programme.objects.create(
        kind=ProgrammeKind(kind),
        name=name,
        starts_on=timezone.localdate(starts_at, LONDON),
        weeks=weeks,
        minutes=shape.minutes,
        place=place,
        **stamp(by, now),
    )
    _plan(programme, starts_at, by=by, now=now)
    _name_leads(programme, leads, by=by)
    record("programme.started", programme, by=by, kind=programme.kind, weeks=weeks)
    return programme


def _name_leads(programme: Programme, leads: Iterable[User], *, by: Actor) -> None:
    ProgrammeLead.objects.bulk_create(
        ProgrammeLead(area_id=by.area_id, programme=programme, user_id=pk)
        for pk in {by.user_id, *(one.pk for one in leads)}
        if pk is not None
    )


def _plan(programme: Programme, starts_at: datetime, *, by: Actor, now: datetime) -> None:
    shape = SHAPES[ProgrammeKind(programme.kind)]
    first = starts_at.astimezone(LONDON).replace(tzinfo=None)
    ProgrammeSession.objects.bulk_create(
        ProgrammeSession(
            programme=programme,
            number=week,
            stage=shape.stage_of(week, programme.weeks),
            group=group,
            happened_at=(first + (week - 1) * A_WEEK).replace(tzinfo=LONDON),
            minutes=shape.minutes,
            **stamp(by, now),
        )
        for week in range(1, programme.weeks + 1)
        for group in shape.groups_in(week, programme.weeks)
    )


@transaction.atomic
def enrol(
    participant: Participant,
    *,
    programme: Programme,
    from_on: date,
    by: Actor,
    now: datetime,
    group: str = Group.ALL,
) -> Enrolment:
    """Give a participant a place; raises WorkRefused, SomebodyWasFirst, CaseClosed.

    Nobody is on it before it starts. Whoever left it may come back. An individual programme is for
    one person. Who stands opposed to somebody on it joins only as `may_take_a_place` says.
    """
    case, participant = work_with(participant, by=by)
    programme = locked(programme, by=by)
    _may_join(participant, programme)
    taken = Enrolment.objects.visible_to(by).filter(programme=programme)
    former = taken.filter(participant=participant).first()
    _must_be_free(programme, former, taken.exclude(participant=participant))
    place = former or Enrolment(programme=programme, participant=participant, **stamp(by, now))
    place.group, place.left_on, place.completed = Group(group), None, False
    if former is None:
        place.from_on = max(from_on, programme.starts_on)
    else:
        place.version += 1
    may_take_a_place(place, by=by, now=now)
    place.save()
    codes: dict[str, Any] = {"programme": programme.kind, "group": place.group}
    tell(case, "programme.joined", place, by=by, now=now, about=participant, **codes)
    return place


def _must_be_free(
    programme: Programme, former: Enrolment | None, others: AreaQuerySet[Enrolment]
) -> None:
    if former is not None and former.left_on is None:
        raise SomebodyWasFirst(_("They have a place on this programme already."))
    if programme.kind == ProgrammeKind.INDIVIDUAL and others.exists():
        raise WorkRefused(_("This individual programme is somebody else’s."))


def _may_join(participant: Participant, programme: Programme) -> None:
    if programme.ended_on is not None:
        raise ProgrammeOver(_("This programme has ended."))
    if participant.status in LEFT:
        raise WorkRefused(
            _("%(name)s is not taking part any more. Change where they stand first.")
            % {"name": participant.person.short_name}
        )


@transaction.atomic
def leave(
    place: Enrolment,
    *,
    left_on: date,
    completed: bool,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> Enrolment:
    """Write down that somebody left or completed the programme; raises WorkRefused, Stale."""
    programme = locked(place.programme, by=by)
    case, participant = work_with(place.participant, by=by)
    must_have_happened(case, left_on, by=by, now=now)
    if left_on < place.from_on:
        raise ImpossibleDay(_("The date cannot be before they joined."))
    place.left_on, place.completed = left_on, completed
    fields = ["left_on", "completed"]
    save_version(place, version=place.version if version is None else version, fields=fields)
    codes: dict[str, Any] = {"programme": programme.kind, "completed": completed}
    tell(case, "programme.left", place, by=by, now=now, on=left_on, about=participant, **codes)
    return place


def locked(programme: Programme, *, by: Actor) -> Programme:
    return Programme.objects.visible_to(by).select_for_update().get(pk=programme.pk)


def run_by(programme: Programme, *, by: Actor) -> Programme:
    """The programme, locked, for one who runs it; raises NotTheirs."""
    by.must(Perm.CASE_WORK)
    if not may_run(programme, by):
        raise NotTheirs(_("Only those who run this programme can change it."))
    return locked(programme, by=by)
