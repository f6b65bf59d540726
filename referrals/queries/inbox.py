"""Reads for the coordinator's inbox: queues, their counts, lateness in words. No names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Count, Min, Q, QuerySet, Value
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from areas.actor import Actor
from areas.working_days import is_working_day, working_days_between
from referrals.models import Referral, ReferralDecision
from referrals.pipeline import UNDECIDED
from referrals.stages import Flag, Status
from ui.dates import day, hour, relative_day

from .filters import NONE, Filters, is_young
from .grown import has_unallocated_case


class Queue(models.TextChoices):
    """A list of the inbox. One referral may stand in several."""

    TO_TRIAGE = "to_triage", gettext_lazy("To triage")
    WAITING = "waiting", gettext_lazy("Waiting for information")
    UNALLOCATED = "accepted", gettext_lazy("Accepted, not allocated")
    DECLINED = "declined", gettext_lazy("Declined")
    ALL = "all", gettext_lazy("All")


ORDERS: dict[str, tuple[str, ...]] = {
    Queue.TO_TRIAGE: ("triage_due_on", "received_at", "pk"),
    Queue.WAITING: ("decided_at", "pk"),
    Queue.UNALLOCATED: ("decided_at", "pk"),
    Queue.DECLINED: ("-decided_at", "pk"),
    Queue.ALL: ("-received_at", "pk"),
}
"""What waits stands with the oldest first, what is done with the latest first."""


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A referral as the inbox shows it: no names, flags and lateness in words."""

    referral: Referral
    flags: list[str]
    due: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """How many each queue holds; of those to triage how many are late, and the first due day."""

    by_queue: dict[str, int]
    late: int
    first_due_on: date | None


NOTHING: dict[str, Any] = {"late": 0, "first_due_on": None}


def last_working_day(today: date) -> date:
    while not is_working_day(today):
        today -= timedelta(days=1)
    return today


def due_in_words(due_on: date, today: date) -> str:
    """How the triage target stands: in 3 days, today, due now (a weekend after), 2 days late.

    Days ahead are calendar days, as people plan; late ones are working days, as the target counts.
    """
    late = working_days_between(due_on, today)
    if due_on >= today:
        return relative_day(due_on, today)
    if late == 0:
        return _("due now")
    return ngettext("%(days)s day late", "%(days)s days late", late) % {"days": late}


def flags_in_words(codes: Iterable[str]) -> list[str]:
    return [str(Flag(code).label) for code in codes]


def queue_counts(actor: Actor, *, today: date) -> QueueCounts:
    """What stands over the inbox: one pass over the area's statuses, one over its open cases."""
    rows = Referral.objects.visible_to(actor)
    late = Q(triage_due_on__lt=last_working_day(today))
    counted = {
        one["status"]: one
        for one in rows
        .order_by()
        .values("status")
        .annotate(
            total=Count(Value(1)),
            late=Count(Value(1), filter=late),
            first_due_on=Min("triage_due_on"),
        )
    }
    total = {status: one["total"] for status, one in counted.items()}
    to_triage = counted.get(Status.TO_TRIAGE, NOTHING)
    by_queue = {
        Queue.TO_TRIAGE.value: total.get(Status.TO_TRIAGE, 0),
        Queue.WAITING.value: total.get(Status.WAITING, 0),
        Queue.UNALLOCATED.value: queue(actor, Queue.UNALLOCATED, today=today).count(),
        Queue.DECLINED.value: total.get(Status.DECLINED, 0),
        Queue.ALL.value: sum(total.values()),
    }
    return QueueCounts(by_queue, to_triage["late"], to_triage["first_due_on"])


def queue(actor: Actor, which: Queue, *, today: date, only: Filters = NONE) -> QuerySet[Referral]:
    """The referrals of one queue in its order, as the filters leave them."""
    rows = only.apply(Referral.objects.visible_to(actor), actor, today=today)
    if which == Queue.UNALLOCATED:
        rows = rows.filter(has_unallocated_case(actor), status=Status.ACCEPTED)
    elif which != Queue.ALL:
        rows = rows.filter(status=which.value)
    return rows.order_by(*ORDERS[which])


def shown(rows: QuerySet[Referral], actor: Actor, *, today: date) -> QuerySet[Referral]:
    """With what a row of the inbox shows besides: harm and agency, and whether a child is in it."""
    rows = rows.select_related("incident", "agency").defer(
        "incident__account", "incident__risks_told"
    )
    return rows.annotate(is_young=is_young(actor, today=today))


def as_row(referral: Referral, *, today: date) -> QueueRow:
    incident = getattr(referral, "incident", None)
    flags = flags_in_words(incident.flags if incident else ())
    if getattr(referral, "is_young", False):
        flags.append(_("Under 18"))
    return QueueRow(
        referral=referral,
        flags=flags,
        due=due_in_words(referral.triage_due_on, today),
        is_late=working_days_between(referral.triage_due_on, today) > 0,
    )


def last_triaged(actor: Actor, *, today: date) -> str:
    """When a referral of the area was triaged last, and by whom, in a sentence; or nothing."""
    decided = ReferralDecision.objects.visible_to(actor).filter(source__in=UNDECIDED)
    latest = decided.exclude(target=Status.TO_TRIAGE).order_by("-happened_at").first()
    if latest is None:
        return ""
    who = latest.recorded_by.name if latest.recorded_by else _("the service")
    return _("Last referral was triaged %(when)s by %(who)s.") % {
        "when": _lately(latest.happened_at, today),
        "who": who,
    }


def _lately(at: datetime, today: date) -> str:
    ago = (today - timezone.localdate(at)).days
    pattern = {0: _("today at %(hour)s"), 1: _("yesterday at %(hour)s")}.get(
        ago, _("on %(day)s at %(hour)s")
    )
    return pattern % {"day": day(at), "hour": hour(at)}
