"""Reads for the coordinator's inbox: queues, their counts, lateness in words. No names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from areas.actor import Actor
from areas.working_days import is_working_day, working_days_between
from referrals.models import Referral
from referrals.stages import Flag, Status
from ui.dates import relative_day


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A referral as the inbox shows it: no names, flags and lateness in words."""

    referral: Referral
    flags: list[str]
    due: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class QueueCounts:
    by_status: dict[str, int]
    late: int


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
    """How many referrals each queue holds, and how many to triage are past their day."""
    late = Q(status=Status.TO_TRIAGE, triage_due_on__lt=last_working_day(today))
    counts = Referral.objects.visible_to(actor).aggregate(
        late=Count("pk", filter=late),
        **{status.value: Count("pk", filter=Q(status=status)) for status in Status},
    )
    return QueueCounts(
        by_status={status.value: counts[status.value] for status in Status}, late=counts["late"]
    )


def queue(actor: Actor, status: Status) -> QuerySet[Referral]:
    """The referrals of one queue: oldest due or longest waiting first, or latest decided first."""
    rows = Referral.objects.visible_to(actor).filter(status=status)
    rows = rows.select_related("incident", "agency").defer("incident__account")
    if status == Status.TO_TRIAGE:
        return rows.order_by("triage_due_on", "received_at", "pk")
    if status == Status.WAITING:
        return rows.order_by("decided_at", "pk")
    return rows.order_by("-decided_at", "pk")


def as_row(referral: Referral, *, today: date) -> QueueRow:
    incident = getattr(referral, "incident", None)
    return QueueRow(
        referral=referral,
        flags=flags_in_words(incident.flags if incident else ()),
        due=due_in_words(referral.triage_due_on, today),
        is_late=working_days_between(referral.triage_due_on, today) > 0,
    )
