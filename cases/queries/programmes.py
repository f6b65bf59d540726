"""Programmes, their meetings and who is on them: named to those who run one, and to those who may
see the case that somebody comes from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from areas.actor import Actor
from areas.roles import Perm
from areas.scoping import AreaQuerySet
from cases.models import (
    Case,
    Enrolment,
    Participant,
    Programme,
    ProgrammeLead,
    ProgrammeSession,
)
from cases.stages import LEFT, Attendance, Group, ParticipantRole, ProgrammeKind


@dataclass(frozen=True, slots=True)
class Place:
    """A place on a programme as the reader may see it; without a name it is somebody of a case that
    the reader may not see. `attended` of the `held` meetings that they were expected at.
    """

    enrolment: Enrolment
    name: str
    reference: str
    attended: int
    held: int


@dataclass(frozen=True, slots=True)
class Seen:
    """Whom of a programme a reader knows: everybody, as one who runs it, or those of some cases."""

    everybody: bool
    cases: frozenset[UUID]

    def name_of(self, place: Enrolment) -> str:
        """Empty for somebody of a case that the reader may not see."""
        known = self.everybody or place.participant.case_id in self.cases
        return place.participant.person.short_name if known else ""


def get_programme(actor: Actor, pk: object) -> Programme:
    return get_object_or_404(Programme.objects.visible_to(actor), pk=pk)


def get_meeting(actor: Actor, programme: Programme, pk: object) -> ProgrammeSession:
    rows = ProgrammeSession.objects.visible_to(actor).filter(programme=programme)
    return get_object_or_404(rows.select_related("programme"), pk=pk)


def get_place(actor: Actor, case: Case, pk: object) -> Enrolment:
    """A place of a participant of a case that the actor has been shown, or 404."""
    rows = Enrolment.objects.visible_to(actor).filter(participant__case=case)
    return get_object_or_404(
        rows.select_related("programme", "participant__person", "participant__case"), pk=pk
    )


def programmes(actor: Actor, *, ended: bool = False) -> QuerySet[Programme]:
    """Those that run, the next to begin first; or those that have ended, the latest first."""
    taken = Count("enrolments", filter=Q(enrolments__left_on=None))
    rows = Programme.objects.visible_to(actor).annotate(taken=taken)
    if ended:
        return rows.exclude(ended_on=None).order_by("-ended_on", "name", "pk")
    return rows.filter(ended_on=None).order_by("starts_on", "name", "pk")


def may_run(programme: Programme, actor: Actor) -> bool:
    """Those who run it, and those who allocate cases."""
    return actor.may(Perm.CASE_ALLOCATE) or _leads(actor).filter(programme=programme).exists()


def _leads(actor: Actor) -> AreaQuerySet[ProgrammeLead]:
    return ProgrammeLead.objects.visible_to(actor).filter(user=actor.user)


def leads_of(programme: Programme, actor: Actor) -> list[ProgrammeLead]:
    rows = ProgrammeLead.objects.visible_to(actor).filter(programme=programme)
    return list(rows.select_related("user").order_by("user__name"))


def open_to(participant: Participant, actor: Actor) -> QuerySet[Programme]:
    """The programmes that a participant may join: an individual one only where nobody is on it."""
    own = Enrolment.objects.visible_to(actor).filter(programme=OuterRef("pk"))
    return (
        programmes(actor)
        .exclude(Exists(own.filter(participant=participant, left_on=None)))
        .exclude(Exists(own.exclude(participant=participant)), kind=ProgrammeKind.INDIVIDUAL)
    )


def usual_group(participant: Participant, today: date) -> Group:
    """Of a programme with groups, the one that somebody mostly comes to: young people are under 18,
    and where nobody knows an age, those whose behaviour it is about (field guide 3.3: Step Up).
    """
    is_child = participant.person.is_child_on(today)
    if is_child is not None:
        return Group.YOUNG_PEOPLE if is_child else Group.PARENTS
    is_about = participant.role == ParticipantRole.RESPONSIBLE
    return Group.YOUNG_PEOPLE if is_about else Group.PARENTS


def expected_at(meeting: ProgrammeSession, actor: Actor) -> list[Enrolment]:
    """Who is on the programme on that day and belongs to the group that meets."""
    rows = (
        Enrolment.objects
        .visible_to(actor)
        .filter(
            Q(left_on=None) | Q(left_on__gte=meeting.happened_at.date()),
            programme_id=meeting.programme_id,
            from_on__lte=meeting.happened_at.date(),
        )
        .exclude(participant__status__in=LEFT)
        .select_related("participant__person", "participant__case")
    )
    if meeting.group != Group.ALL:
        rows = rows.filter(group__in=[Group.ALL, meeting.group])
    return list(rows.order_by("from_on", "pk"))


def still_to_come(
    programme: Programme, actor: Actor, *, now: datetime
) -> AreaQuerySet[ProgrammeSession]:
    """The meetings that do not take place if a programme ends: one that has been may be recorded,
    whatever day is said.
    """
    rows = ProgrammeSession.objects.visible_to(actor).filter(
        programme=programme, attendance=Attendance.PLANNED
    )
    return rows.filter(happened_at__gt=now)


def first_end_of(programme: Programme, actor: Actor, *, today: date) -> date:
    """The first day on which it can have ended: when it began, or its last meeting that was held;
    today, where it has not begun.
    """
    rows = ProgrammeSession.objects.visible_to(actor).filter(programme=programme)
    held = rows.filter(attendance=Attendance.HELD).order_by("-happened_at")
    last = held.values_list("happened_at", flat=True).first()
    days = [programme.starts_on, *([timezone.localdate(last)] if last else [])]
    return min(max(days), today)


def meetings_of(programme: Programme, actor: Actor) -> QuerySet[ProgrammeSession]:
    """The meetings in their order, with how many came."""
    rows = ProgrammeSession.objects.visible_to(actor).filter(programme=programme)
    return rows.annotate(
        came=Count("places", filter=Q(places__came=True)), asked=Count("places")
    ).order_by("number", "group")


def seen_of(programme: Programme, actor: Actor) -> Seen:
    """Whom of a programme the reader knows."""
    cases = Case.objects.visible_to(actor).filter(participants__enrolments__programme=programme)
    return Seen(
        everybody=_leads(actor).filter(programme=programme).exists(),
        cases=frozenset(cases.values_list("pk", flat=True)),
    )


def places_on(programme: Programme, actor: Actor) -> list[Place]:
    """Everybody who has or had a place, the earliest first."""
    seen = seen_of(programme, actor)
    rows = _with_attendance(Enrolment.objects.visible_to(actor).filter(programme=programme))
    return [_place(row, seen) for row in rows]


def places_in(case: Case, actor: Actor) -> list[Place]:
    """The places that participants of a visible case have or had."""
    rows = Enrolment.objects.visible_to(actor).filter(participant__case=case)
    seen = Seen(everybody=True, cases=frozenset({case.pk}))
    return [_place(row, seen) for row in _with_attendance(rows)]


def _with_attendance(rows: AreaQuerySet[Enrolment]) -> Sequence[Enrolment]:
    held = Q(places__session__attendance=Attendance.HELD)
    came = Count("places", filter=held & Q(places__came=True))
    counted = rows.annotate(attended=came, held=Count("places", filter=held))
    people = counted.select_related("participant__person", "participant__case", "programme")
    return list(people.order_by("from_on", "pk"))


def _place(row: Enrolment, seen: Seen) -> Place:
    return Place(
        enrolment=row,
        name=seen.name_of(row),
        reference=row.participant.case.reference if row.participant.case_id in seen.cases else "",
        attended=row.attended,  # type: ignore[attr-defined]
        held=row.held,  # type: ignore[attr-defined]
    )
