"""What a case must have before a step: each guard answers with what is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from areas.roles import Perm
from cases.bounds import Advised, Bound, BoundElsewhere
from cases.models import Case, CaseWorker, Pair, Participant
from cases.stages import (
    AGAINST,
    LEFT,
    PRINCIPALS,
    TAKING_PART,
    AskedAgency,
    PairState,
    ParticipantRole,
    WorkerRole,
)
from ui.dates import day, relative_day


@dataclass(frozen=True, slots=True)
class Unmet:
    """What is missing, in words that a person can act on, and the page where it is put right.

    `url_args` are what follows the area in the page's address; `needs` is what the page asks for.
    `guard` is the name of what asks for it; a manager may go past a `passable` one with a reason.
    """

    sentence: str
    url_name: str
    url_args: tuple[str, ...]
    needs: Perm = Perm.CASE_WORK
    guard: str = ""
    passable: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What the guards ask about a case, read once (`cases.queries.next_steps.standing_of`).

    `informed` and `reachable` hold the participants who were told what restorative justice is, and
    of whom it is known whether and how they are contacted safely. `consented` has the day of each
    own written consent to take part that stands, `vouched` that of a parent or guardian, `met` that
    of the first session that counts. `orders` forbid contact and no manager has agreed, `elsewhere`
    are those of other cases. `exchanged` says that a conference was held, or a letter or message
    delivered or kept after an offer. `advised` is what each of the other agencies that were asked
    said last.
    """

    case: Case
    workers: Sequence[CaseWorker]
    participants: Sequence[Participant]
    pairs: Sequence[Pair]
    informed: Set[UUID]
    reachable: Set[UUID]
    met: Mapping[UUID, date]
    consented: Mapping[UUID, date]
    vouched: Mapping[UUID, date]
    orders: Sequence[Bound]
    elsewhere: Sequence[BoundElsewhere]
    exchanged: bool
    advised: Sequence[Advised]

    @property
    def principals(self) -> list[Participant]:
        """Those whom the case is about and who have not left it."""
        return [
            one for one in self.participants if one.role in PRINCIPALS and one.status not in LEFT
        ]

    @property
    def taking_part(self) -> list[Participant]:
        return [one for one in self.participants if one.status in TAKING_PART]


Guard = Callable[[Standing, date], list[Unmet]]


def _about(one: Participant, sentence: str, page: str) -> Unmet:
    args = (one.case.reference, str(one.pk))
    return Unmet(sentence % {"name": one.person.short_name}, page, args)


def not_on_hold(now: Standing, today: date) -> list[Unmet]:
    """The case is not on hold."""
    sentence = hold_in_words(now.case, today)
    return [Unmet(sentence, "cases:hold", (now.case.reference,))] if sentence else []


def hold_in_words(case: Case, today: date) -> str:
    """Until when a case is on hold, or nothing."""
    until = case.hold_until
    if until is None or until < today:
        return ""
    sentence = _("The case is on hold until %(day)s. Take it off hold to go on.")
    return sentence % {"day": day(until)}


def two_facilitators(now: Standing, today: date) -> list[Unmet]:
    """Two facilitators are allocated who still work here, one of them leading."""
    here = {worker.role for worker in now.workers if worker.user.is_active}
    if {WorkerRole.LEAD, WorkerRole.SECOND} <= here:
        return []
    sentence = _("Two facilitators must be allocated to the case.")
    return [Unmet(sentence, "cases:allocate", (now.case.reference,), Perm.CASE_ALLOCATE)]


def responsibility_accepted(now: Standing, today: date) -> list[Unmet]:
    """Each person responsible has accepted responsibility (not asked in a mediation)."""
    sentence = _("Record the day on which %(name)s accepted responsibility.")
    return [
        _about(one, sentence, "cases:participant")
        for one in now.principals
        if one.role == ParticipantRole.RESPONSIBLE and one.responsibility_accepted_on is None
    ]


def both_sides_willing(now: Standing, today: date) -> list[Unmet]:
    """Somebody on each side is willing to take part with somebody on the other."""
    if any(pair.state == PairState.WILLING for pair in now.pairs):
        return []
    case = now.case.reference
    if not now.pairs:
        sentence = _("Somebody must be added on each side.")
        return [Unmet(sentence, "cases:participant_add", (case,))]
    if len(now.pairs) > 1:
        sentence = _("Two people on opposed sides must both be willing to take part.")
        return [Unmet(sentence, "cases:people", (case,), Perm.CASE_VIEW)]
    return _of_the_only(now.pairs[0], now)


def _of_the_only(pair: Pair, now: Standing) -> list[Unmet]:
    """Who of the two is not willing; where both are, the pair itself waits or was ended by hand."""
    sentence = _("Record whether %(name)s is willing to take part.")
    couple = [one for one in now.participants if one.pk in {pair.one_id, pair.other_id}]
    unwilling = [one for one in couple if one.status not in TAKING_PART]
    left = _("%(name)s does not take part. Close the case, or record that they come back.")
    if unwilling:
        return [
            _about(one, left if one.status in LEFT else sentence, "cases:participant")
            for one in unwilling
        ]
    sentence = _("Both are willing, but it was put off or ended. Take it up again to go on.")
    return [Unmet(sentence, "cases:pair", (now.case.reference, str(pair.pk)))]


def risk_cleared(now: Standing, today: date) -> list[Unmet]:
    """A risk assessment was signed off, and its review is not overdue."""
    until = now.case.risk_cleared_until
    if until is not None and until >= today:
        return []
    sentence = _("A risk assessment must be written and signed off.")
    if until is not None:
        sentence = _("Review the risk: it was due %(day)s (%(late)s).") % {
            "day": day(until),
            "late": relative_day(until, today),
        }
    return [Unmet(sentence, "risk:list", (now.case.reference,), Perm.CASE_VIEW)]


def second_look(now: Standing, today: date) -> list[Unmet]:
    """A second risk assessment was signed off after both sides were met."""
    signed, reference = now.case.risk_second_on, now.case.reference
    if now.case.risk_cleared_until is None:
        return []
    if signed is None:
        sentence = _("A second risk assessment must be signed off, after both sides were met.")
        return [Unmet(sentence, "risk:list", (reference,), Perm.CASE_VIEW)]
    since = _("Assess the risk again: %(name)s was met after it was last signed off.")
    return [
        Unmet(since % {"name": one.person.short_name}, "risk:list", (reference,), Perm.CASE_VIEW)
        for one in now.taking_part
        if one.role in PRINCIPALS and now.met.get(one.pk, signed) > signed
    ]


def no_order_against(now: Standing, today: date) -> list[Unmet]:
    """No order forbids contact to anybody who takes part, or a manager has agreed to it."""
    bound = {
        order.against_id: order
        for order in now.orders
        if order.forbids and not order.agreed
        if order.from_on <= today and not order.is_over(today)
    }
    sentence = _("An order forbids %(name)s contact with the other side: a manager must agree.")
    return [
        Unmet(
            sentence % {"name": one.person.short_name},
            "cases:order",
            (now.case.reference, str(one.pk), str(bound[one.pk].pk)),
        )
        for one in now.taking_part
        if one.pk in bound
    ] + _bound_elsewhere(now, today)


def _bound_elsewhere(now: Standing, today: date) -> list[Unmet]:
    """Of each two who take part on opposed sides; a link for those who may see the other case."""
    here = {one.pk: one for one in now.taking_part}
    sentence = _(
        "An order recorded in %(case)s forbids %(one)s and %(other)s contact with each other: "
        "a manager must agree there."
    )
    found = set()
    for order in now.elsewhere:
        one, other = here.get(order.one), here.get(order.other)
        if one and other and order.stops(one, other, today):
            first, second = sorted(who.person.short_name for who in (one, other))
            values = {"one": first, "other": second, "case": order.reference or _("another case")}
            found.add((sentence % values, order.reference))
    return [
        Unmet(told, "cases:detail" if case else "", (case,) if case else (), Perm.CASE_VIEW)
        for told, case in sorted(found)
    ]


def other_agencies_asked(now: Standing, today: date) -> list[Unmet]:
    """Of a sensitive case, other agencies were asked, and last advised that it may go on."""
    if not now.case.is_sensitive:
        return []
    if not now.advised:
        sentence = _("This is a sensitive case. Ask other agencies, and record what they advised.")
        return [Unmet(sentence, "cases:agencies_add", (now.case.reference,))]
    return no_agency_against(now, today)


def no_agency_against(now: Standing, today: date) -> list[Unmet]:
    """No other agency last advised to wait, or not to go on."""
    sentence = _("%(agencies)s advised on %(day)s: %(advice)s. Ask them again.")
    told = [
        {
            "agencies": ", ".join(str(AskedAgency(who).label) for who in one.agencies),
            "day": day(one.on),
            "advice": one.advice.label,
        }
        for one in now.advised
        if one.advice in AGAINST
    ]
    return [Unmet(sentence % one, "cases:agencies_add", (now.case.reference,)) for one in told]


def everybody_met(now: Standing, today: date) -> list[Unmet]:
    """Each person on either side who takes part had an assessment or preparation session."""
    sentence = _("Hold a preparation session with %(name)s, and record it.")
    waiting = [one for one in now.taking_part if one.role in PRINCIPALS and one.pk not in now.met]
    return [_about(one, sentence, "cases:session_add") for one in waiting]


def something_happened(now: Standing, today: date) -> list[Unmet]:
    """A meeting was held, or a letter or message was delivered, or kept after an offer."""
    if now.exchanged:
        return []
    sentence = _(
        "Record a meeting that was held, or a letter or message that was delivered or kept."
    )
    return [Unmet(sentence, "cases:activities", (now.case.reference,))]
