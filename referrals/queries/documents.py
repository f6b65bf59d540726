"""The documents that came with a referral."""

from __future__ import annotations

from django.db.models import QuerySet

from areas.actor import Actor
from documents.models import Document
from documents.queries import in_words
from referrals.models import Referral, ReferralDocument


def documents_of(referral: Referral, actor: Actor) -> QuerySet[ReferralDocument]:
    """What came with the referral, as it came."""
    rows = ReferralDocument.objects.visible_to(actor).filter(referral=referral)
    return rows.select_related("document").order_by("recorded_at", "pk")


def listed(referral: Referral, actor: Actor) -> list[tuple[Document, str, bool]]:
    """Each document with its state in words and whether it can be opened. Its name is not shown: it
    may be a person's.
    """
    found = [given.document for given in documents_of(referral, actor).defer("document__name")]
    return [(one, in_words(one), one.state == Document.State.CLEAN) for one in found]
