"""What whoever sends referrals may know of what became of theirs."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from areas.actor import Actor
from areas.roles import Perm
from referrals.models import Referral, ReferralDecision, Submission
from referrals.stages import Decision, Pause, Status

WORD_FOR_REFERRER: dict[str, str | Promise] = {
    Status.TO_TRIAGE: gettext_lazy("Received"),
    Status.WAITING: gettext_lazy("Received"),
    Status.ACCEPTED: gettext_lazy("Accepted"),
    Status.DECLINED: gettext_lazy("Not suitable"),
    Status.OFFERED: gettext_lazy("Received"),
    Status.PASSED_ON: gettext_lazy("Passed on"),
    Status.MERGED: gettext_lazy("Received"),
}
"""All that a referrer learns of what became of their referral."""


def is_officer(actor: Actor) -> bool:
    """Whether somebody enters referrals for an agency and is not of the service itself."""
    return actor.may(Perm.REFERRAL_VIEW_OWN) and not actor.may(Perm.REFERRAL_VIEW)


def agency_of(actor: Actor) -> UUID:
    """The agency of an officer; the constraint `referrer_has_an_agency` promises one."""
    return cast(UUID, actor.agency_id)


def own_submissions(actor: Actor) -> QuerySet[Submission]:
    """What the actor's agency sent, the latest first; a guest's are those that they sent."""
    rows: QuerySet[Submission] = Submission.objects.visible_to(actor)
    rows = rows.filter(agency_id=agency_of(actor))
    rows = with_cases(rows, actor, counts=Coalesce("referral__merged_into_id", "referral_id"))
    rows = rows.select_related("referral__merged_into", "recorded_by")
    return rows.order_by("-received_at", "pk")


def with_cases(rows: QuerySet[Any], actor: Actor, *, counts: Coalesce) -> QuerySet[Any]:
    """Say of each row whether the referral that counts has an open case, and a closed one."""
    link: Any = Referral.case_links.rel.related_model
    of_it = link.objects.visible_to(actor).filter(referral=OuterRef("counts_id"))
    told: QuerySet[Any] = rows.annotate(
        counts_id=counts,
        has_open_case=Exists(of_it.filter(case__closed_on=None)),
        has_closed_case=Exists(of_it.exclude(case__closed_on=None)),
    )
    return told


def wants_more(referral: Referral) -> bool:
    """Whether the service waits for whoever referred."""
    return referral.status == Status.WAITING and referral.paused_for == Pause.REFERRER


def is_closed(row: Any, referral: Referral) -> bool:
    """Whether what became of a referral has ended; `row` comes from `with_cases`."""
    return bool(
        referral.status == Status.ACCEPTED and row.has_closed_case and not row.has_open_case
    )


def word_for(submission: Submission) -> str:
    """The one word for a row of `own_submissions`. Of what was joined it is the other's word."""
    referral = submission.referral.merged_into or submission.referral
    if wants_more(referral):
        return _("More information wanted")
    if is_closed(submission, referral):
        return _("Closed")
    return str(WORD_FOR_REFERRER[referral.status])


def get_own_submissions(actor: Actor, reference: str) -> list[Submission]:
    """What the actor's agency sent about one referral, or 404."""
    found = list(own_submissions(actor).filter(referral__reference=reference))
    if not found:
        raise Http404
    return found


def what_was_asked(referral: Referral, actor: Actor) -> str:
    """What the service wants to know from whoever referred; empty where it waits for no referrer.

    The one note of a decision that a referrer reads.
    """
    if not wants_more(referral):
        return ""
    own = Referral.objects.visible_to(actor).filter(pk=referral.pk)
    asked = ReferralDecision.objects.visible_to(actor).filter(referral__in=own)
    latest = asked.filter(decision=Decision.MORE_INFO).order_by("-happened_at", "-pk").first()
    return latest.note if latest else ""
