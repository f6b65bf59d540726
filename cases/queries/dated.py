"""Everything in cases that has a day: one query over all tables, however many cases there are.

What it means, and where it is done, stands in `due`, `planned` and `alerts`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import (
    CharField,
    DateField,
    DateTimeField,
    F,
    IntegerField,
    QuerySet,
    UUIDField,
    Value,
)
from django.db.models.functions import Cast, Concat

from areas.actor import Actor
from cases.models import (
    AccessRequest,
    Conference,
    ConferenceAttendance,
    Participant,
    Session,
    Stay,
)
from cases.stages import Attendance

from .custody import chases_due, key_dates_to_come, orders_ending
from .dated_rows import (
    Cases,
    consents_to_ask,
    next_contacts_due,
    not_contacted,
    promises,
    put_off,
    to_be_asked,
    withdrawals_to_tell,
)

PRESENT, FORMER, REQUEST = "present_stay", "former_stay", "access"
PAIR = "pair"
AT_SESSION, AT_CONFERENCE = "at_session", "at_conference"
Arm = QuerySet[Any, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Dated:
    """One row of some table: what it is, of whom, and its day or its moment.

    `code` is a code of its kind, of a pair the second of the two; `number` a number: of a key date
    the months that were noted.
    """

    kind: str
    row: UUID
    who: UUID | None
    case: UUID
    reference: str
    on: date | None
    at: datetime | None
    code: str
    number: int | None


def read(arms: Iterable[Arm]) -> list[Dated]:
    """All arms at once."""
    first, *others = arms
    return [Dated(*row) for row in first.union(*others, all=True)]


def people_in(rows: Iterable[Dated], actor: Actor) -> Mapping[UUID, Participant]:
    """Those of whom the rows speak, with their persons: one query."""
    told = list(rows)
    wanted = {row.who for row in told if row.who}
    wanted |= {UUID(row.code) for row in told if row.kind == PAIR}
    found = Participant.objects.visible_to(actor).filter(pk__in=wanted)
    return {one.pk: one for one in found.select_related("person")}


def due_arms(cases: Cases, actor: Actor, today: date, until: date, *, at_work: Cases) -> list[Arm]:
    """What is overdue or falls due by a day: what comes from outside in all the cases, the work on
    people in those `at_work`.
    """
    return [
        *_from_outside(cases, actor, today, until),
        *_contacts(at_work, actor, until),
        _arm("told", withdrawals_to_tell(at_work, actor, until), on="happened_on"),
        _arm("consent", consents_to_ask(at_work, actor, until), on="happened_on", code="said"),
        _arm(
            "promise",
            promises(at_work, actor, until),
            who="owner_id",
            case="agreement__case",
            on="due_on",
        ),
    ]


def _from_outside(cases: Cases, actor: Actor, today: date, until: date) -> list[Arm]:
    ending = orders_ending(cases, actor, today, until)
    reviews = cases.filter(risk_cleared_until__lte=until)
    return [
        _arm("review", reviews, who="", case="", on="risk_cleared_until"),
        _arm("chase", chases_due(cases, actor, until), on="chase_on"),
        key_date_arm(cases, actor, today),
        _arm("order", ending, who="against_id", case="case", on="until_on", code="kind"),
    ]


def _contacts(cases: Cases, actor: Actor, until: date) -> list[Arm]:
    new, asked = not_contacted(cases, actor, until), to_be_asked(cases, actor, until)
    pairs, again = put_off(cases, actor, until), "recontact_on"
    return [
        _arm("contact", next_contacts_due(cases, actor, until), on="next_contact_on"),
        _arm("first", new, who="pk", case="case", at="since", number="days"),
        _arm("asked", asked, who="pk", case="case", on=again, code="status"),
        _arm(PAIR, pairs, who="one_id", case="case", on=again, code="other_id"),
    ]


def key_date_arm(
    cases: Cases, actor: Actor, today: date, *, kind: str = "key_date", however_far: bool = False
) -> Arm:
    """The days to come that may have an alert, or all that are to come."""
    rows = key_dates_to_come(cases, actor, today, however_far=however_far)
    return _arm(kind, rows, on="on", code="kind", number="noted_months")


def planned_arms(cases: Cases, actor: Actor, *, until: date | None = None) -> list[Arm]:
    """The sessions and meetings that are planned, to the end of a day; also those that are past."""
    when: dict[str, Any] = {"attendance": Attendance.PLANNED}
    if until:
        when["happened_at__date__lte"] = until
    sessions = Session.objects.visible_to(actor).filter(participant__case__in=cases, **when)
    meetings = Conference.objects.visible_to(actor).filter(case__in=cases, **when)
    return [
        _arm("session", sessions, at="happened_at", code="purpose"),
        _arm("conference", meetings, who="", case="case", at="happened_at", code="form"),
    ]


def stay_arms(cases: Cases, actor: Actor) -> list[Arm]:
    """Where people are or were, and whom a prison lets a facilitator see: of each its code and the
    prison's.
    """
    of_case = {"participant__case__in": cases}
    stays = Stay.objects.visible_to(actor).filter(**of_case)
    stays = stays.annotate(where=Concat("held", Value(" "), "establishment"))
    asked = AccessRequest.objects.visible_to(actor).filter(**of_case)
    asked = asked.annotate(where=Concat("state", Value(" "), "establishment"))
    since = {"at": "recorded_at", "code": "where"}
    return [
        _arm(PRESENT, stays.filter(until_on=None), on="from_on", **since),
        _arm(FORMER, stays.exclude(until_on=None), on="until_on", **since),
        _arm(REQUEST, asked, on="asked_on", **since),
    ]


def prison_arms(cases: Cases, actor: Actor) -> list[Arm]:
    """The sessions and meetings that are planned in prisons, with each who is expected there."""
    sessions = Session.objects.visible_to(actor).filter(
        participant__case__in=cases, attendance=Attendance.PLANNED
    )
    places = ConferenceAttendance.objects.visible_to(actor).filter(
        conference__case__in=cases, conference__attendance=Attendance.PLANNED
    )
    inside = places.exclude(conference__establishment="")
    at, where = "conference__happened_at", "conference__establishment"
    return [
        _arm(
            AT_SESSION,
            sessions.exclude(establishment=""),
            at="happened_at",
            code="establishment",
        ),
        _arm(AT_CONFERENCE, inside, at=at, code=where),
    ]


def _arm(
    kind: str,
    rows: QuerySet[Any],
    *,
    who: str = "participant_id",
    case: str = "participant__case",
    on: str = "",
    at: str = "",
    code: str = "",
    number: str = "",
) -> Arm:
    """The same columns of every table; `case` is the way to the case, empty for itself."""
    to_case = f"{case}__" if case else ""
    arm: Arm = (
        rows
        .order_by()
        .annotate(
            _kind=Value(kind, output_field=CharField()),
            _who=Cast(_of(who), UUIDField()),
            _case=F(f"{to_case}id"),
            _reference=F(f"{to_case}reference"),
            _on=Cast(_of(on), DateField()),
            _at=Cast(_of(at), DateTimeField()),
            _code=Cast(_of(code), CharField()),
            _number=Cast(_of(number), IntegerField()),
        )
        .values_list("_kind", "pk", "_who", "_case", "_reference", "_on", "_at", "_code", "_number")
    )
    return arm


def _of(name: str) -> Any:
    return F(name) if name else Value(None)
