"""What the guards, the alerts and the first page ask of a case, in one query over all tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case as Choose
from django.db.models import (
    CharField,
    DateField,
    DateTimeField,
    Exists,
    F,
    Func,
    Min,
    OuterRef,
    Q,
    QuerySet,
    UUIDField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat

from areas.actor import Actor
from cases.bounds import Advised, Bound, BoundElsewhere
from cases.models import (
    AgencyAdvice,
    Case,
    Conference,
    Consent,
    ContactEntry,
    CourtOrder,
    Letter,
    Message,
    Participant,
    Session,
    SessionPlace,
    Withdrawal,
)
from cases.queries.orders import binding_elsewhere
from cases.queries.readiness import looks_at
from cases.stages import (
    ENGAGING,
    Attendance,
    ConsentPurpose,
    LetterState,
    ShuttleState,
)
from people.models import Answer, ContactPoint, Person
from people.queries import of_one_person
from people.ways import Way

from .fact_rows import (
    Row,
    SteppedBack,
    bound,
    bound_elsewhere,
    first_days,
    given_in_writing,
    in_turn,
    standing_advice,
    stepped_back,
    ways_by_person,
)

Rows = QuerySet[Any, tuple[Any, ...]]
LOOKED_AT = ["", *(look for look in ContactPoint.Look.values if look != ContactPoint.Look.WAITING)]
"""A way that nobody had to look at again, or that somebody has."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Of the participants of one case, by their keys.

    `met` is the day of the first session that counts; `consented` that of the written consent that
    stands, `vouched` of a parent's or guardian's beside them. `exchanged` says that something went
    between the sides. `advised` is what each of the other agencies that were asked said last,
    `elsewhere` the orders of other cases that forbid two people of this one contact, `looked` the
    days on which the risk was signed off. By the record that stands for a person: `ways` are those
    known to be safe by which they can be reached, `contact_us` whom it is not safe to contact.
    """

    informed: Set[UUID]
    met: Mapping[UUID, date]
    consented: Mapping[UUID, date]
    vouched: Mapping[UUID, date]
    orders: Sequence[Bound]
    stepped_back: Mapping[UUID, SteppedBack]
    exchanged: bool
    advised: Sequence[Advised]
    elsewhere: Sequence[BoundElsewhere]
    ways: Mapping[UUID, Sequence[Way]]
    contact_us: Set[UUID]
    looked: Sequence[date]


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
        _safe_ways(case, actor),
        _contact_us(case, actor),
        _as_facts(looks_at(case, actor).values("happened_on"), "looked", "", on=F("happened_on")),
    ]
    found: dict[str, list[Row]] = {}
    for row in first.union(*others, all=True):
        found.setdefault(row[0], []).append(row)
    return Facts(
        informed=frozenset(row[2] for row in found.get("informed", ())),
        met=first_days(found.get("met", ())),
        consented=given_in_writing(found.get("own", ())),
        vouched=given_in_writing(found.get("theirs", ())),
        orders=[bound(row) for row in found.get("order", ())],
        stepped_back={row[2]: stepped_back(row) for row in in_turn(found.get("left", ()))},
        exchanged="exchanged" in found,
        advised=standing_advice(found.get("asked", ())),
        elsewhere=[bound_elsewhere(row) for row in found.get("elsewhere", ())],
        ways=ways_by_person(found.get("way", ())),
        contact_us=frozenset(row[2] for row in found.get("contact_us", ())),
        looked=sorted(row[3] for row in found.get("looked", ())),
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
    contacts = ContactEntry.objects.visible_to(actor).standing()
    contacts = contacts.filter(participant__case=case, information_given=True)
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
    """A correction says what was said then: it is as old as what it corrects."""
    rows = AgencyAdvice.objects.visible_to(actor).filter(case=case, corrected_by=None)
    who = Func(F("agencies"), Value(" "), function="array_to_string", output_field=CharField())
    days = {"on": F("happened_on"), "at": F("original__recorded_at")}
    return _as_facts(rows, "asked", "", code=Concat("advice", Value(" "), who), **days)


def _safe_ways(case: Case, actor: Actor) -> Rows:
    """That there is a way, of which kind: where it leads stays in its own table. What one of
    several joined records calls not safe is not.
    """
    points = ContactPoint.objects.visible_to(actor).filter(ended_at=None)
    points = points.annotate(root=Coalesce("person__merged_into_id", "person_id"))
    refused = points.filter(is_safe=Answer.NO, root=OuterRef("root"))
    refused = refused.filter(value_token=OuterRef("value_token")).exclude(value_token="")
    mine = of_one_person(_roots(case, actor))
    rows = points.filter(mine, ~Exists(refused), is_safe=Answer.YES, look__in=LOOKED_AT)
    days = {"row": F("pk"), "at": F("recorded_at")}
    code = Concat("kind", Value(" "), _call_ok(points))
    return _as_facts(rows, "way", "root", code=code, **days)


def _call_ok(points: QuerySet[ContactPoint]) -> Choose:
    """No where one of several joined records says no of the same number."""
    same = {"root": OuterRef("root"), "value_token": OuterRef("value_token")}
    refused = points.filter(call_ok=Answer.NO, **same).exclude(value_token="")
    return Choose(When(Exists(refused), then=Value(Answer.NO.value)), default=F("call_ok"))


def _contact_us(case: Case, actor: Actor) -> Rows:
    """Whom it is not safe to contact, as any of the records joined about them says."""
    roots = _roots(case, actor)
    rows = Person.objects.visible_to(actor).filter(contacts_us=True)
    rows = rows.filter(Q(pk__in=roots) | Q(merged_into__in=roots))
    rows = rows.annotate(root=Coalesce("merged_into_id", "pk"))
    return _as_facts(rows, "contact_us", "root")


def _roots(case: Case, actor: Actor) -> Rows:
    """The records that stand for those in the case, as a part of a query."""
    people = Participant.objects.visible_to(actor).filter(case=case)
    return people.values_list(Coalesce("person__merged_into_id", "person_id"))
