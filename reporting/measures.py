"""One function, one figure: the counting rules of `docs/counting.md` as queries.

Every function takes the area as the program sees it, and a span of London days; what happened after
the span, or was only planned, is not in it. `happened` decides, never when it was written down.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Least

from areas.actor import Actor
from cases.models import (
    Case,
    CaseReferral,
    Closure,
    Conference,
    ContactEntry,
    Letter,
    Message,
    Participant,
    Session,
    SessionPlace,
)
from cases.stages import (
    ENGAGING,
    NOT_COUNTED,
    PRINCIPALS,
    TWO_WAY,
    Attendance,
    ClosureReason,
    LetterState,
    Meeting,
    ShuttleState,
    Side,
)
from referrals.models import Referral, ReferralPerson
from referrals.stages import OFFENDER_LED, VICTIM_LED, Part, Status
from referrals.stages import Side as ReferralSide
from reporting import figures
from reporting.periods import LONDON, Period

REMOTE = (Meeting.VIDEO, Meeting.PHONE)


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a period up to and with the day at which the figures are drawn up."""

    start: date
    end: date
    as_at: date

    @classmethod
    def of(cls, period: Period, *, as_at: date) -> Span:
        return cls(period.start, min(period.end, as_at + timedelta(days=1)), as_at)

    def days(self, field: str) -> Q:
        """Rows whose day lies in the span."""
        return Q(**{f"{field}__gte": self.start, f"{field}__lt": self.end})

    def moments(self, field: str) -> Q:
        """Rows whose moment lies in the span, by London midnights."""
        return Q(**{f"{field}__gte": _midnight(self.start), f"{field}__lt": _midnight(self.end)})

    @property
    def closes_at(self) -> datetime:
        """The first moment after the day at which the figures are drawn up."""
        return _midnight(self.as_at + timedelta(days=1))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=LONDON)


def referrals(area: Actor, span: Span) -> tuple[int, figures.Initiators[int], figures.Cohort[int]]:
    """C01, C11 and C10(b): referrals received, by who began them, and those that led somewhere.

    A referral counts once, in the quarter in which its earliest submission came in, declined or not
    (C04); one that was joined to another counts there. It has led to an intervention when a case
    that it opened has had one by the report date.

    Example: two submissions about one burglary on 30 June and 2 July, merged, are one referral of
    Q1. It opens a case; a letter is delivered on 5 October. In a report drawn up on 4 October it
    has not led to an intervention, in one drawn up on 5 October it has.
    """
    cases = CaseReferral.objects.visible_to(area).filter(
        referral=OuterRef("pk"), case__in=with_intervention(area, span)
    )
    counted = _received(area, span).aggregate(
        all=Count("pk"),
        victim_led=Count("pk", filter=Q(initiator__in=VICTIM_LED)),
        offender_led=Count("pk", filter=Q(initiator__in=OFFENDER_LED)),
        reached=Count("pk", filter=Q(Exists(cases))),
    )
    led = counted["victim_led"] + counted["offender_led"]
    initiators = figures.Initiators(
        counted["victim_led"], counted["offender_led"], counted["all"] - led
    )
    cohort = figures.Cohort.counted(reached=counted["reached"], base=counted["all"])
    return counted["all"], initiators, cohort


def persons_harmed(area: Actor, span: Span) -> int:
    """C01: people harmed in the referrals received, counted once for each referral.

    Referrals that were joined name their people together; joined records are one person.

    Example: a burglary of a couple is one referral and two people harmed, although her probation
    officer names her alone and his names both.
    """
    received = _received(area, span)
    together = Q(referral__in=received) | Q(referral__merged_into__in=received)
    named = ReferralPerson.objects.visible_to(area).filter(together, part=Part.PARTY)
    counted = named.filter(side=ReferralSide.HARMED).annotate(
        stands_in=Coalesce("referral__merged_into_id", "referral_id"),
        stands_for=Coalesce("person__merged_into_id", "person_id"),
    )
    return counted.values("stands_in", "stands_for").distinct().count()


def _received(area: Actor, span: Span) -> QuerySet[Referral]:
    """What was referred, each incident once: by the earliest of the submissions about it."""
    rows = Referral.objects.visible_to(area).exclude(status=Status.MERGED)
    return rows.filter(span.moments("received_at"))


def cases_opened(area: Actor, span: Span) -> int:
    """C03: cases opened in the span, whenever the referral came in.

    Example: a referral received on 29 June and accepted on 1 July is a case of Q2.
    """
    return Case.objects.visible_to(area).filter(span.moments("opened_at")).count()


def contacted(area: Actor, span: Span) -> figures.Sides[int]:
    """C05: participants with whom two-way contact was first achieved in the span, by side.

    Two-way: they spoke, replied, were met, or came to a session. An attempt is an attempt.
    Supporters and interpreters are not counted.

    Example: messages are left on 28 June and 1 July; she answers on 3 July and again on 2 October.
    She is contacted once, in Q2.
    """
    spoke = ContactEntry.objects.visible_to(area).standing()
    spoke = spoke.filter(participant=OuterRef("pk"), outcome__in=TWO_WAY)
    met = Session.objects.visible_to(area).filter(
        participant=OuterRef("pk"), attendance=Attendance.HELD
    )
    first = Least(_first(spoke), _first(met), _first_at_a_programme(area))
    return _by_side(Participant.objects.visible_to(area).annotate(first_at=first), span)


def engaged(area: Actor, span: Span) -> figures.Sides[int]:
    """C07: participants whose first session of substance fell in the span; a debrief is none.

    A meeting of a programme that they came to is one.

    Example: he misses a session on 20 June, comes on 4 July and twelve times more until December:
    engaged once, in Q2.
    """
    sessions = Session.objects.visible_to(area).filter(
        participant=OuterRef("pk"), attendance=Attendance.HELD, purpose__in=ENGAGING
    )
    first = Least(_first(sessions), _first_at_a_programme(area))
    return _by_side(Participant.objects.visible_to(area).annotate(first_at=first), span)


def _first_at_a_programme(area: Actor) -> Subquery:
    came = SessionPlace.objects.visible_to(area).filter(
        enrolment__participant=OuterRef("pk"), session__attendance=Attendance.HELD, came=True
    )
    return Subquery(came.order_by("session__happened_at").values("session__happened_at")[:1])


def _first(rows: QuerySet[ContactEntry] | QuerySet[Session]) -> Subquery:
    return Subquery(rows.order_by("happened_at").values("happened_at")[:1])


def _by_side(rows: QuerySet[Participant], span: Span) -> figures.Sides[int]:
    """Participants, and beside them the distinct people; two rows merged are one person."""
    counted = rows.filter(span.moments("first_at"), role__in=PRINCIPALS).aggregate(
        all=Count("pk"),
        harmed=Count("pk", filter=Q(side=Side.HARMED)),
        responsible=Count("pk", filter=Q(side=Side.RESPONSIBLE)),
        persons=Count(Coalesce("person__merged_into_id", "person_id"), distinct=True),
    )
    return figures.Sides.counted(
        harmed=counted["harmed"],
        responsible=counted["responsible"],
        other=counted["all"] - counted["harmed"] - counted["responsible"],
        persons=counted["persons"],
    )


def direct(area: Actor, span: Span, *, remote: bool) -> figures.Direct[int]:
    """C08: events held at which the sides communicated in real time, and their distinct cases.

    `remote` says whether live video and telephone count as direct in this area.

    Example: they meet on 10 and 24 September, a third date is cancelled: two events, one case.
    """
    held = _held(area).filter(span.moments("happened_at"))
    if not remote:
        held = held.exclude(meeting__in=REMOTE)
    counted = held.aggregate(events=Count("pk"), cases=Count("case_id", distinct=True))
    return figures.Direct(counted["events"], counted["cases"])


def indirect(area: Actor, span: Span, *, remote: bool) -> figures.Indirect[int]:
    """C09: cases with a relayed communication in the span, once each, and the exchanges.

    A letter counts on the day of its delivery, a message on the day on which it was passed on, not
    when it was said, checked or offered. A year to date is the sum of its quarters' cases.

    Example: one letter is delivered in July, a message answers it in August, another case has one
    letter that she keeps for later: one case, two exchanges.
    """
    delivered = _delivered(area).filter(span.days("delivered_on"))
    passed_on = _passed_on(area).filter(span.days("passed_on_on"))
    exchanges = list(delivered.values_list("case_id", flat=True))
    exchanges += passed_on.values_list("pair__case_id", flat=True)
    if not remote:
        live = _held(area).filter(span.moments("happened_at"), meeting__in=REMOTE)
        exchanges += live.values_list("case_id", flat=True)
    return figures.Indirect(len(set(exchanges)), len(exchanges))


def closures(area: Actor, span: Span) -> tuple[figures.Cohort[int], dict[str, int], int]:
    """C10(a): cases closed in the span and those with an intervention; by reason; those left out.

    A case closed twice counts at its last closure before the report date; one that is open again
    does not count. Duplicates, errors and transfers are left out of base and reasons alike.

    Example: closed on 15 July, opened again on 1 August, closed on 3 October: not in Q2 in a report
    drawn up on 14 October, whatever was drawn up in September.
    """
    last = (
        Closure.objects
        .visible_to(area)
        .filter(happened_on__lte=span.as_at)
        .order_by("case_id", "-happened_on", "-recorded_at")
        .distinct("case_id")
    )
    reasons = (
        Closure.objects
        .visible_to(area)
        .filter(span.days("happened_on"), pk__in=last.values("pk"))
        .exclude(reopened_at__lt=span.closes_at)
        .values("reason")
        .annotate(
            cases=Count("pk"),
            reached=Count("pk", filter=Q(case__in=with_intervention(area, span))),
        )
    )
    counted = [row for row in reasons if row["reason"] not in NOT_COUNTED]
    cohort = figures.Cohort.counted(
        reached=sum(row["reached"] for row in counted), base=sum(row["cases"] for row in counted)
    )
    left_out = sum(row["cases"] for row in reasons if row["reason"] in NOT_COUNTED)
    return cohort, {row["reason"]: row["cases"] for row in counted}, left_out


def closure_rows(reasons: dict[str, int]) -> tuple[figures.Closure[int], ...]:
    """The reasons for which a case closed, in the order of the code list."""
    return tuple(
        figures.Closure(code.value, str(code.label), reasons[code.value])
        for code in ClosureReason
        if code.value in reasons
    )


def with_intervention(area: Actor, span: Span) -> QuerySet[Case]:
    """Cases that have had an intervention, direct or indirect, by the report date (C08 and C09)."""
    met = _held(area).filter(happened_at__lt=span.closes_at, case=OuterRef("pk"))
    written = _delivered(area).filter(delivered_on__lte=span.as_at, case=OuterRef("pk"))
    heard = _passed_on(area).filter(passed_on_on__lte=span.as_at, pair__case=OuterRef("pk"))
    return Case.objects.visible_to(area).filter(Exists(met) | Exists(written) | Exists(heard))


def _held(area: Actor) -> QuerySet[Conference]:
    return Conference.objects.visible_to(area).filter(attendance=Attendance.HELD)


def _delivered(area: Actor) -> QuerySet[Letter]:
    return Letter.objects.visible_to(area).filter(state=LetterState.DELIVERED)


def _passed_on(area: Actor) -> QuerySet[Message]:
    return Message.objects.visible_to(area).filter(state=ShuttleState.PASSED_ON)
