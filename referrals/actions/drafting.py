"""A referral that is being written: each page is kept by itself, and it is sent once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.scoping import Stale
from documents.models import Document
from drafts.actions import DraftGone, change_draft, drop_draft, lock_draft, start_draft
from drafts.models import Draft
from referrals.models import Referral, ReferralDocument, Submission
from referrals.queries.drafted import FORM, Answers, documents_of, read_draft

from .submit import submit_referral

MOST_PEOPLE, MOST_DOCUMENTS = 20, 10


class DraftFull(Exception):
    """As many as one referral takes. The text may be shown."""


@transaction.atomic
def start_referral(*, by: Actor, now: datetime) -> Draft:
    """Begin to write a referral; one may write several at a time."""
    empty: dict[str, Any] = {"tasks": {}, "people": [], "documents": []}
    return start_draft(form=FORM, answers=empty, by=by, now=now)


@transaction.atomic
def answer_task(
    draft: Draft, *, task: str, answers: Answers, done: bool, by: Actor, now: datetime
) -> Draft:
    """Keep the answers of one task. Raises DraftGone, DraftTooLong."""

    def change(held: dict[str, Any]) -> None:
        held["tasks"][task] = {"answers": answers, "done": done}

    return change_draft(draft, change=change, by=by, now=now)


@transaction.atomic
def add_to_draft(draft: Draft, *, side: str, kind: str, by: Actor, now: datetime) -> UUID:
    """Name one more person or organisation; their pages are empty. Raises DraftFull."""
    key = uuid4()

    def change(held: dict[str, Any]) -> None:
        if len(held["people"]) >= MOST_PEOPLE:
            raise DraftFull(
                _("A referral takes %(most)s people. Tell us of the others in the account.")
                % {"most": MOST_PEOPLE}
            )
        held["people"].append({"id": str(key), "side": side, "kind": kind, "pages": {}})

    change_draft(draft, change=change, by=by, now=now)
    return key


@transaction.atomic
def answer_about(
    draft: Draft,
    *,
    person: UUID,
    page: str,
    answers: Answers,
    done: bool,
    by: Actor,
    now: datetime,
) -> Draft:
    """Keep the answers of one page about somebody. Raises DraftGone, DraftTooLong."""

    def change(held: dict[str, Any]) -> None:
        found = [one for one in held["people"] if one["id"] == str(person)]
        if not found:
            raise DraftGone(_("This person was removed from the draft in another window."))
        found[0]["pages"][page] = {"answers": answers, "done": done}

    return change_draft(draft, change=change, by=by, now=now)


@transaction.atomic
def remove_from_draft(draft: Draft, *, person: UUID, by: Actor, now: datetime) -> Draft:
    def change(held: dict[str, Any]) -> None:
        held["people"] = [one for one in held["people"] if one["id"] != str(person)]

    return change_draft(draft, change=change, by=by, now=now)


@transaction.atomic
def add_document(draft: Draft, document: Document, *, by: Actor, now: datetime) -> Draft:
    """Put a file that was taken in with the draft. Raises DraftFull."""

    def change(held: dict[str, Any]) -> None:
        if len(held["documents"]) >= MOST_DOCUMENTS:
            raise DraftFull(
                _("A referral takes %(most)s documents. Remove one first.")
                % {"most": MOST_DOCUMENTS}
            )
        held["documents"].append(str(document.pk))

    return change_draft(draft, change=change, by=by, now=now)


@transaction.atomic
def remove_document(draft: Draft, *, document: UUID, by: Actor, now: datetime) -> Draft:
    def change(held: dict[str, Any]) -> None:
        held["documents"] = [one for one in held["documents"] if one != str(document)]

    return change_draft(draft, change=change, by=by, now=now)


@transaction.atomic
def send_draft(
    draft: Draft, *, seen: str, told: dict[str, Any], by: Actor, now: datetime
) -> Referral:
    """Send what was written, once: the draft's row is the lock, and goes.

    `seen` is the moment of saving that the sender was shown. Raises DraftGone, Stale and what
    `submit_referral` raises.
    """
    row = lock_draft(draft, by=by)
    if row.saved_at.isoformat() != seen:
        raise Stale(_("The draft was changed in another window. Check the answers again."))
    referral = submit_referral(by=by, now=now, received_at=now, **told)
    _link(referral, documents_of(by, read_draft(row)), by=by, now=now)
    drop_draft(row, by=by)
    return referral


def _link(referral: Referral, documents: Sequence[Document], *, by: Actor, now: datetime) -> None:
    submission = Submission.objects.visible_to(by).get(referral=referral)
    for document in documents:
        ReferralDocument.objects.create(
            area=by.area,
            referral=referral,
            submission=submission,
            document=document,
            recorded_at=now,
            recorded_by=by.user,
        )
