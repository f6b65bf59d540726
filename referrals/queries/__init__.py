"""Reads of referrals for the pages: the inbox, the triage page, and what a referrer may know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from areas.actor import Actor
from areas.roles import Perm
from areas.working_days import is_working_day, working_days_between
from referrals.models import Referral, ReferralDecision, ReferralPerson, Submission
from referrals.stages import Decision, Flag, Status
from ui.dates import moment, relative_day

WORD_FOR_REFERRER: dict[str, str | Promise] = {
    Status.TO_TRIAGE: gettext_lazy("Received"),
    Status.WAITING: gettext_lazy("Received"),
    Status.ACCEPTED: gettext_lazy("Accepted"),
    Status.DECLINED: gettext_lazy("Not suitable"),
}
"""All that a referrer learns of what became of their referral."""


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


def get_referral(actor: Actor, reference: str) -> Referral:
    """One referral that the actor may see, or 404."""
    rows = Referral.objects.visible_to(actor).select_related("incident", "agency", "decided_by")
    return get_object_or_404(rows, reference=reference)


def people_of(referral: Referral, actor: Actor) -> QuerySet[ReferralPerson]:
    """Those named in the referral, the harmed side first."""
    rows = ReferralPerson.objects.visible_to(actor).filter(referral=referral)
    return rows.select_related("person").order_by("side", "pk")


def cases_of(referral: Referral, actor: Actor) -> list[str]:
    """The references of the cases that grew from the referral, as far as the actor may see them."""
    link = Referral.case_links.rel.related_model
    case: Any = link._meta.get_field("case").related_model
    grown = case.objects.visible_to(actor).filter(referral_links__referral=referral)
    return list(grown.order_by("reference").values_list("reference", flat=True))


def decisions_of(referral: Referral, actor: Actor) -> QuerySet[ReferralDecision]:
    """What was decided, the first decision first."""
    rows = ReferralDecision.objects.visible_to(actor).filter(referral=referral)
    return rows.select_related("recorded_by").order_by("happened_at", "pk")


def is_officer(actor: Actor) -> bool:
    """Whether somebody enters referrals for an agency and is not of the service itself."""
    return actor.may(Perm.REFERRAL_VIEW_OWN) and not actor.may(Perm.REFERRAL_VIEW)


def agency_of(actor: Actor) -> UUID:
    """The agency of an officer; the constraint `referrer_has_an_agency` promises one."""
    return cast(UUID, actor.agency_id)


def own_submissions(actor: Actor) -> QuerySet[Submission]:
    """What the actor's agency sent, the latest first."""
    rows = Submission.objects.visible_to(actor).filter(agency_id=agency_of(actor))
    return rows.select_related("referral", "recorded_by").order_by("-received_at", "pk")


def get_own_submissions(actor: Actor, reference: str) -> list[Submission]:
    """What the actor's agency sent about one referral, or 404."""
    found = list(own_submissions(actor).filter(referral__reference=reference))
    if not found:
        raise Http404
    return found


def what_was_decided(referral: Referral) -> str:
    """Who decided what and when, in a sentence."""
    values = {
        "who": referral.decided_by.name if referral.decided_by else _("The service"),
        "when": moment(referral.decided_at) if referral.decided_at else "",
        "why": str(Decision(referral.decision).label) if referral.decision else "",
    }
    if referral.decision == Decision.ACCEPT:
        return _("%(who)s accepted this referral on %(when)s.") % values
    if referral.decision == Decision.MORE_INFO:
        return _("%(who)s asked for more information about this referral on %(when)s.") % values
    return _("%(who)s decided on %(when)s not to open a case: %(why)s.") % values
