"""What whoever sends referrals may know of what became of theirs."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils.functional import Promise
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
    """What the actor's agency sent, the latest first."""
    rows = Submission.objects.visible_to(actor).filter(agency_id=agency_of(actor))
    return rows.select_related("referral", "recorded_by").order_by("-received_at", "pk")


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
    if referral.status != Status.WAITING or referral.paused_for != Pause.REFERRER:
        return ""
    own = Referral.objects.visible_to(actor).filter(pk=referral.pk)
    asked = ReferralDecision.objects.visible_to(actor).filter(referral__in=own)
    latest = asked.filter(decision=Decision.MORE_INFO).order_by("-happened_at", "-pk").first()
    return latest.note if latest else ""
