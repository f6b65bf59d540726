"""One draft for each user, form and subject: kept, changed, dropped, and swept when its days are
over. Only its user sees it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, cast
from uuid import uuid4

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import settings_of
from areas.models import Membership, User
from areas.passing import kept_since
from audit.record import record

from .models import Draft
from .queries import own_rows

LARGEST = 400_000
"""Characters of JSON. The largest of our forms holds less than a tenth of it."""


class DraftTooLong(Exception):
    """More than a draft may hold. The text may be shown."""


class DraftGone(Exception):
    """The draft was sent or deleted in between. The text may be shown."""


@transaction.atomic
def keep_draft(
    *,
    form: str,
    subject: str,
    answers: Mapping[str, Any],
    by: Actor,
    now: datetime,
    base_version: int = 0,
) -> Draft:
    """Keep what the actor has answered so far, in place of what was kept before.

    `base_version` is the version of the row that the form changes. Raises DraftTooLong.
    """
    fresh = Draft(
        id=uuid4(),
        area=by.area,
        user=cast(User, by.user),
        form=form,
        subject=subject,
        body="{}",
        started_at=now,
        saved_at=now,
    )
    Draft.objects.bulk_create([fresh], ignore_conflicts=True)
    draft = own_rows(by).select_for_update().get(form=form, subject=subject)
    draft.base_version = base_version
    return _save(draft, answers, by=by, now=now)


@transaction.atomic
def start_draft(*, form: str, answers: Mapping[str, Any], by: Actor, now: datetime) -> Draft:
    """Begin a draft of something new, of which one may have several: it is its own subject."""
    key = uuid4()
    draft = Draft.objects.create(
        id=key,
        area=by.area,
        user=cast(User, by.user),
        form=form,
        subject=str(key),
        body="{}",
        started_at=now,
        saved_at=now,
    )
    return _save(draft, answers, by=by, now=now)


@transaction.atomic
def change_draft(
    draft: Draft, *, change: Callable[[dict[str, Any]], None], by: Actor, now: datetime
) -> Draft:
    """Change a part of what a draft holds, so that two windows do not undo one another.

    Raises DraftGone, DraftTooLong.
    """
    row = lock_draft(draft, by=by)
    answers = answers_in(row)
    change(answers)
    return _save(row, answers, by=by, now=now)


def lock_draft(draft: Draft, *, by: Actor) -> Draft:
    """The draft as it is now, held until the transaction ends; raises DraftGone."""
    row = own_rows(by).select_for_update().filter(pk=draft.pk).first()
    if row is None:
        raise DraftGone(_("This draft is no longer here: it was sent or deleted."))
    return row


@transaction.atomic
def drop_draft(draft: Draft, *, by: Actor) -> None:
    """Delete a draft: it was sent, or is no longer wanted. One that is gone stays gone."""
    gone, _rows = own_rows(by).filter(pk=draft.pk).delete()
    if gone:
        record("draft.dropped", draft, by=by, form=draft.form)


@transaction.atomic
def sweep(*, by: Actor, now: datetime) -> int:
    """Delete the drafts that were not saved for the area's `draft_days`, and those of whoever is no
    longer a member; returns how many.
    """
    members = Membership.objects.visible_to(by).filter(is_active=True, user__is_active=True)
    since = kept_since(now, days=settings_of(by).draft_days)
    passed = Q(saved_at__lt=since) | ~Q(user_id__in=members.values("user_id"))
    count, _rows = Draft.objects.visible_to(by).filter(passed).delete()
    return count


def answers_in(draft: Draft) -> dict[str, Any]:
    """What the draft holds."""
    found: dict[str, Any] = json.loads(draft.body)
    return found


def _save(draft: Draft, answers: Mapping[str, Any], *, by: Actor, now: datetime) -> Draft:
    body = json.dumps(answers)
    if len(body) > LARGEST:
        raise DraftTooLong(_("This is more than a draft can hold. Shorten your answers."))
    draft.body, draft.saved_at = body, now
    draft.save(update_fields=["base_version", "body", "saved_at"])
    record("draft.kept", draft, by=by, form=draft.form)
    return draft
