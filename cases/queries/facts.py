"""What the guards, the alerts and the first page ask of a case, in one query over all tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Case as Choose
from django.db.models import (
    CharField,
    DateField,
    DateTimeField,
    F,
    Min,
    Q,
    QuerySet,
    UUIDField,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from areas.actor import Actor
from cases.guards import Advised, Bound
from cases.models import (
    AgencyAdvice,
    Case,
    Conference,
    Consent,
    ContactEntry,
    CourtOrder,
    Letter,
    Message,
    Session,
    SessionPlace,
    Withdrawal,
)
from cases.queries.orders import BoundElsewhere, binding_elsewhere
from cases.stages import (
    ENGAGING,
    Advice,
    Attendance,
    ConsentMethod,
    ConsentPurpose,
    ConsentState,
    LetterState,
    OrderKind,
    ShuttleState,
)

WRITTEN = (ConsentMethod.SIGNED, ConsentMethod.ELECTRONIC)
Rows = QuerySet[Any, tuple[Any, ...]]
Row = tuple[str, UUID, UUID, date, datetime, date, str]


@dataclass(frozen=True, slots=True)
class SteppedBack:
    """What a participant allowed when they withdrew, the last time."""

    happened_on: date
    may_tell_other_side: bool
    future_contact_ok: bool
    offer_open: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """Of the participants of one case, by their keys.

    `met` is the day of the first session that counts; `vouched` are those whose parent or guardian
    gave written consent beside them. `exchanged` says that something went between the sides.
    `advised` is what other agencies said the last time they were asked, `elsewhere` the orders of
    other cases that forbid two people of this one contact.
    """

    informed: Set[UUID]
    met: Mapping[UUID, date]
    consented: Set[UUID]
    vouched: Set[UUID]
    orders: Sequence[Bound]
    stepped_back: Mapping[UUID, SteppedBack]
    exchanged: bool
    advised: Advised | None
    elsewhere: Sequence[BoundElsewhere]


def facts_of(case: Case, actor: Actor) -> Facts:
    """Everything of a visible case that its next step asks for."""
    first, *others = [
        *_informed(case, actor),
        *_met(case, actor),
        _consents(case, actor),
        _orders(case, actor),
        _withdrawals(case, actor),
        *_exchanged(case, actor),
        _agencies(case, actor),
        _elsewhere(case, actor),
    ]
    found: dict[str, list[Row]] = {}
    for row in first.union(*others, all=True):
        found.setdefault(row[0], []).append(row)
    return Facts(
        informed=frozenset(row[2] for row in found.get("informed", ())),
        met=_days(found.get("met", ())),
        consented=_given(found.get("own", ())),
        vouched=_given(found.get("theirs", ())),
        orders=[_bound(row) for row in found.get("order", ())],
        stepped_back={row[2]: _left(row) for row in _in_turn(found.get("left", ()))},
        exchanged="exchanged" in found,
        advised=_last(found.get("asked", ())),
        elsewhere=[_bound_elsewhere(row) for row in found.get("elsewhere", ())],
    )


def _as_facts(
    rows: QuerySet[Any],
    fact: Any,
    who: str = "participant_id",
    *,
    row: Any = None,
    on: Any = None,
    at: Any = None,
    until: Any = None,
    code: Any = None,
) -> Rows:
    """The same columns of every table: what, which row, of whom, on which day, at which moment,
    until when, and its codes.
    """
    named = fact if not isinstance(fact, str) else Value(fact)
    told: Rows = (
        rows
        .order_by()
        .annotate(
            fact=Cast(named, CharField()),
            row=Cast(row or Value(None), UUIDField()),
            who=Cast(F(who) if who else Value(None), UUIDField()),
            on=Cast(on or Value(None), DateField()),
            at=Cast(at or Value(None), DateTimeField()),
            until=Cast(until or Value(None), DateField()),
            code=Cast(code or Value(""), CharField()),
        )
        .values_list("fact", "row", "who", "on", "at", "until", "code")
    )
    return told


def _informed(case: Case, actor: Actor) -> tuple[Rows, Rows]:
    contacts = ContactEntry.objects.visible_to(actor).filter(
        participant__case=case, information_given=True
    )
    sessions = Session.objects.visible_to(actor).filter(
        participant__case=case, information__len__gt=0
    )
    return (
        _as_facts(contacts, "informed").distinct(),
        _as_facts(sessions, "informed").distinct(),
    )


def _met(case: Case, actor: Actor) -> tuple[Rows, Rows]:
    sessions = Session.objects.visible_to(actor).filter(
        participant__case=case, attendance=Attendance.HELD, purpose__in=ENGAGING
    )
    courses = SessionPlace.objects.visible_to(actor).filter(
        enrolment__participant__case=case, session__attendance=Attendance.HELD, came=True
    )
    somebody, on_a_course = "participant_id", "enrolment__participant_id"
    return (
        _as_facts(sessions.values(somebody), "met", somebody, at=Min("happened_at")),
        _as_facts(courses.values(on_a_course), "met", on_a_course, at=Min("session__happened_at")),
    )


def _consents(case: Case, actor: Actor) -> Rows:
    lines = Consent.objects.visible_to(actor).filter(
        participant__case=case, purpose=ConsentPurpose.PARTICIPATE
    )
    whose = Choose(When(given_by=None, then=Value("own")), default=Value("theirs"))
    code = Concat("state", Value(" "), "method")
    return _as_facts(lines, whose, on=F("happened_on"), at=F("recorded_at"), code=code)


def _orders(case: Case, actor: Actor) -> Rows:
    rows = CourtOrder.objects.visible_to(actor).filter(case=case)
    forbids = Choose(
        When(forbids_contact=False, then=Value("free")),
        When(agreed_at=None, then=Value("forbids")),
        default=Value("agreed"),
    )
    code = Concat("kind", Value(" "), forbids)
    days = {"on": F("from_on"), "until": F("until_on")}
    return _as_facts(rows, "order", "against_id", row=F("pk"), code=code, **days)


def _elsewhere(case: Case, actor: Actor) -> Rows:
    code = Concat(Cast("facing", CharField()), Value(" "), "named")
    days = {"on": F("from_on"), "until": F("until_on")}
    rows = binding_elsewhere(case, actor)
    return _as_facts(rows, "elsewhere", "bound", code=code, **days).distinct()


def _withdrawals(case: Case, actor: Actor) -> Rows:
    rows = Withdrawal.objects.visible_to(actor).filter(participant__case=case)
    allowed = [
        Choose(When(**{name: True}, then=Value(name)), default=Value(""))
        for name in ("may_tell_other_side", "future_contact_ok", "offer_open")
    ]
    code = Concat(allowed[0], Value(" "), allowed[1], Value(" "), allowed[2])
    return _as_facts(rows, "left", on=F("happened_on"), at=F("recorded_at"), code=code)


def _exchanged(case: Case, actor: Actor) -> tuple[Rows, Rows, Rows]:
    """A meeting held, or a letter or message that was passed on, or kept after an offer."""
    passed = Q(state=LetterState.DELIVERED) | Q(state=LetterState.KEPT, offers__isnull=False)
    held = Conference.objects.visible_to(actor).filter(case=case, attendance=Attendance.HELD)
    letters = Letter.objects.visible_to(actor).filter(passed, case=case)
    heard = Q(state=ShuttleState.PASSED_ON) | Q(state=ShuttleState.KEPT, offered_on__isnull=False)
    messages = Message.objects.visible_to(actor).filter(heard, pair__case=case)
    found = [_as_facts(rows, "exchanged", "").distinct() for rows in (held, letters, messages)]
    return found[0], found[1], found[2]


def _agencies(case: Case, actor: Actor) -> Rows:
    rows = AgencyAdvice.objects.visible_to(actor).filter(case=case, corrected_by=None)
    days = {"on": F("happened_on"), "at": F("recorded_at")}
    return _as_facts(rows, "asked", "", code=F("advice"), **days)


def _days(rows: Iterable[Row]) -> dict[UUID, date]:
    """The first day of each."""
    latest_first = sorted(rows, key=lambda row: row[4], reverse=True)
    return {row[2]: timezone.localdate(row[4]) for row in latest_first}


def _in_turn(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row[3], row[4]))


def _last(rows: Iterable[Row]) -> Advised | None:
    latest = _in_turn(rows)[-1:]
    return next((Advised(row[3], Advice(row[6])) for row in latest), None)


def _given(rows: Iterable[Row]) -> frozenset[UUID]:
    """Those whose latest line is a written yes."""
    latest = {row[2]: row[6].split() for row in _in_turn(rows)}
    return frozenset(
        one
        for one, (state, method) in latest.items()
        if state == ConsentState.GIVEN and method in WRITTEN
    )


def _bound(row: Row) -> Bound:
    kind, forbids = row[6].split()
    is_bar, is_agreed = forbids != "free", forbids == "agreed"
    return Bound(row[1], row[2], OrderKind(kind), row[3], row[5], is_bar, is_agreed)


def _bound_elsewhere(row: Row) -> BoundElsewhere:
    other, _space, reference = row[6].partition(" ")
    return BoundElsewhere(row[2], UUID(other), row[3], row[5], reference)


def _left(row: Row) -> SteppedBack:
    allowed = row[6].split()
    return SteppedBack(
        row[3],
        "may_tell_other_side" in allowed,
        "future_contact_ok" in allowed,
        "offer_open" in allowed,
    )
