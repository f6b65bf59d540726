"""The documents that came with a referral, for those who view referrals."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from audit.record import record
from documents.queries import NotClean, as_download
from referrals import queries
from referrals.queries.documents import documents_of
from referrals.queries.grown import is_closed_to

from .desk import there_from


@area_view(Perm.REFERRAL_VIEW)
def referral_document(
    request: HttpRequest, actor: Actor, reference: str, document: UUID
) -> HttpResponse:
    """One document of the referral as a download, or a page that says why it cannot be opened."""
    referral = queries.get_referral(actor, reference)
    if is_closed_to(referral, actor):
        raise Http404
    given = get_object_or_404(documents_of(referral, actor), document_id=document)
    try:
        return as_download(given.document, by=actor)
    except NotClean as not_clean:
        record("document.viewed", given.document, by=actor)
        there = there_from(request, actor, reference)
        context = {"referral": referral, "sentence": str(not_clean), "there": there}
        return render(request, "referrals/document.html", context)
