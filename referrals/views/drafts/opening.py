"""What every page of a draft begins with."""

from __future__ import annotations

from uuid import UUID

from areas.actor import Actor
from areas.context import words_of
from areas.models import Agency
from audit.record import record
from referrals.forms.tasks.pages import Asked
from referrals.forms.tasks.sources import sources_of
from referrals.forms.tasks.whole import Whole
from referrals.queries import agency_of
from referrals.queries.drafted import get_draft
from rjcase import clock


def asked_of(actor: Actor) -> Asked:
    agency = Agency.objects.visible_to(actor).get(pk=agency_of(actor))
    user = actor.user
    return Asked(
        today=clock.today(),
        sources=sources_of(agency),
        name=user.name if user and user.name != user.email else "",
        email=user.email if user else "",
    )


def opened(actor: Actor, key: UUID) -> Whole:
    """One of the actor's own drafts, or 404; the look is recorded."""
    referral = get_draft(actor, key)
    record("draft.viewed", referral.draft, by=actor, form=referral.draft.form)
    return Whole(referral, asked_of(actor), words_of(actor))
