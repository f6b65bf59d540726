from __future__ import annotations

from datetime import date, timedelta
from typing import cast
from uuid import UUID

from django.utils import timezone

from areas.actor import Actor
from areas.context import settings_of
from areas.scoping import AreaQuerySet

from .models import Draft


def drafts_of(actor: Actor, form: str) -> AreaQuerySet[Draft]:
    """What the actor has begun in one form and not sent, the latest first."""
    return own_rows(actor).filter(form=form).order_by("-saved_at", "pk")


def own_rows(actor: Actor) -> AreaQuerySet[Draft]:
    """The actor's own drafts; nobody else's are ever read."""
    return Draft.objects.visible_to(actor).filter(user_id=cast(UUID, actor.user_id))


def draft_of(actor: Actor, form: str, subject: str) -> Draft | None:
    """What the actor has answered in one form about one thing; none if nothing was kept."""
    return drafts_of(actor, form).filter(subject=subject).first()


def goes_on(draft: Draft, actor: Actor) -> date:
    """The day on which the draft is deleted if it is not saved again."""
    kept = timedelta(days=settings_of(actor).draft_days + 1)
    return timezone.localdate(draft.saved_at) + kept
