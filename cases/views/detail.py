"""The first page of a case: where it stands, and what needs to happen next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from audit.record import record
from cases.guards import Standing, Unmet
from cases.models import Case, CaseWorker, Participant
from cases.models.safe_contact import SafeContact
from cases.pipeline import NOT_YOURS, Step, Way, may_pass
from cases.queries.agenda import agenda_of, days_to_come
from cases.queries.alerts import alerts_of, first_few
from cases.queries.allocation import must_be_given_anew, team_with_levels
from cases.queries.case import CameFrom, get_case_with_its_referrals, participants_of
from cases.queries.facts import Facts, facts_of
from cases.queries.next_steps import next_steps, standing_of
from cases.queries.overview import closure_of, may_be_told, stage_strip, withdrawals_of
from cases.queries.planned import Appointment
from cases.queries.readiness import LASTS, last_up_to, too_old
from cases.queries.safe_contact import structure
from cases.queries.timeline import latest, names_of
from cases.queries.worklist import risk_words
from cases.stages import PRINCIPALS, HoldReason
from people.queries import root_of
from rjcase import clock

from .frame import frame
from .lines import key_date_line, line


@dataclass(frozen=True, slots=True)
class Task:
    """Something missing before the next step; without an address it is for somebody else to do."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Onward:
    """The step that leads on, and what is missing before it."""

    step: Step
    tasks: list[Task]
    may_pass: bool = False


def task(actor: Actor, unmet: Unmet) -> Task:
    may = unmet.url_name and actor.may(unmet.needs)
    args = [actor.area.slug, *unmet.url_args]
    return Task(unmet.sentence, reverse(unmet.url_name, args=args) if may else "")


def onward(standing: Standing, actor: Actor, today: date) -> Onward | None:
    """The step forward; None from outcome, where only closing is left, and from closed.

    That it is not the reader's own step is no task of anybody.
    """
    for one in next_steps(standing, actor, today):
        if one.step.way is Way.FORWARD:
            missing = [unmet for unmet in one.unmet if unmet.sentence != str(NOT_YOURS)]
            tasks = [task(actor, unmet) for unmet in missing]
            return Onward(one.step, tasks, bool(missing) and may_pass(one.unmet, actor))
    return None


def besides(
    case: Case, actor: Actor, came_from: Sequence[CameFrom], team: Sequence[CaseWorker]
) -> list[Task]:
    """What is to be done whatever the next step asks for."""
    tasks = []
    if any(one.orders_open for one in came_from):
        sentence = _("Record the orders that the referral names")
        tasks.append(Unmet(sentence, "cases:referral", (case.reference,)))
    if must_be_given_anew(case, team):
        sentence = _("The case is sensitive now: its lead needs a higher level, or a supervisor")
        place = ("cases:allocate", (case.reference,))
        tasks.append(Unmet(sentence, *place, needs=Perm.CASE_ALLOCATE))
    return [task(actor, one) for one in tasks]


def alerts(
    case: Case, participants: list[Participant], today: date, *, facts: Facts
) -> dict[str, Any]:
    """Why the case waits, and who has withdrawn."""
    held = case.hold_until is not None and case.hold_until >= today
    return {
        "held_for": HoldReason(case.hold_reason).label if held else "",
        "withdrawals": withdrawals_of(participants, facts),
    }


def agenda(
    case: Case, actor: Actor, participants: list[Participant], *, now: datetime, facts: Facts
) -> dict[str, Any]:
    """What is due, planned and near, and what binds somebody."""
    today, people = timezone.localdate(now), {one.pk: one for one in participants}
    found = agenda_of(case, actor, people, now=now)
    binding = () if case.closed_on else facts.orders
    elsewhere = () if case.closed_on else facts.elsewhere
    told = alerts_of(
        binding, found.dates, people, today=today, doubts=found.doubts, elsewhere=elsewhere
    )
    shown, more = first_few(told)
    return {
        "alerts": shown,
        "more_alerts": more,
        "recheck": _recheck(facts.looked, found.planned, now),
        "quiet_alerts": any(not one.is_warning for one in shown),
        "due": [line(actor, one) for one in found.due],
        "coming": [line(actor, one) for one in found.planned if one.at > now],
        "key_dates": [key_date_line(actor, one, people) for one in days_to_come(found.dates)],
        "to_record": [line(actor, one) for one in found.planned if one.at <= now],
    }


def _recheck(looked: Sequence[date], planned: Sequence[Appointment], now: datetime) -> str:
    """Of a meeting in the next 14 days, that the last look at the risk will be too old for it."""
    days = [timezone.localdate(one.at) for one in planned if one.is_of_both and one.at > now]
    near = [on for on in days if on <= timezone.localdate(now) + LASTS]
    return next(filter(None, (too_old(last_up_to(on, looked), on) for on in near)), "")


def principals(
    people: Sequence[Participant], facts: Facts
) -> list[tuple[Participant, SafeContact]]:
    """Those whom the case is about, each with whether and how they may be contacted."""
    return [
        (one, structure(one, facts.contact_us, facts.ways.get(root_of(one.person), ())))
        for one in people
        if one.role in PRINCIPALS
    ]


def overview(case: Case, actor: Actor, now: datetime, today: date) -> dict[str, Any]:
    """All that the page shows under the frame, in as many queries whatever the case holds."""
    team, people = team_with_levels(case, actor), participants_of(case, actor)
    names = names_of(people)
    facts = facts_of(case, actor)
    standing = standing_of(case, actor, workers=team, participants=people, facts=facts)
    closure = closure_of(case, actor)
    return {
        **alerts(case, people, today, facts=facts),
        **agenda(case, actor, people, now=now, facts=facts),
        "onward": onward(standing, actor, today),
        "closure": closure,
        "may_be_told": may_be_told(closure, people),
        "strip": stage_strip(case, closure),
        "principals": principals(people, facts),
        "others": [one for one in people if one.role not in PRINCIPALS],
        "people": people,
        "team": team,
        "entries": latest(case, actor, names),
        "risk": risk_words(case, today),
        "today": today,
        "days_open": ((case.closed_on or today) - timezone.localdate(case.opened_at)).days,
        "may": {perm.value: actor.may(perm) for perm in Perm},
    }


@area_view(Perm.CASE_VIEW)
def case_detail(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    case, came_from = get_case_with_its_referrals(actor, reference)
    record("case.viewed", case, by=actor)
    shown = overview(case, actor, clock.now(), clock.today())
    context = {
        **frame(actor, case, "cases:detail"),
        **shown,
        "came_from": came_from,
        "besides": besides(case, actor, came_from, shown["team"]),
    }
    return render(request, "cases/detail.html", context)
