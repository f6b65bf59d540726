"""The documents of a referral that is being written."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from documents.actions import DocumentRefused, take_in
from documents.queries import in_words
from drafts.actions import DraftGone
from referrals.actions.drafting import DraftFull, add_document, remove_document
from referrals.forms.tasks.upload import UploadForm
from referrals.queries.drafted import DraftReferral, documents_of, get_draft
from rjcase import clock
from ui.pages import back, form_page

from .opening import opened


@area_view(Perm.REFERRAL_VIEW_OWN)
def draft_documents(request: HttpRequest, actor: Actor, draft: UUID) -> HttpResponse:
    """What was added so far, and a place for one more."""
    referral = opened(actor, draft).referral
    form = _form(request)
    if form.is_valid():
        try:
            _take(form, referral, actor)
        except (DocumentRefused, DraftFull, DraftGone) as refused:
            form.add_error("document", str(refused))
        else:
            message = _("The document has been added.")
            return back(request, message, "referrals:draft_documents", actor.area.slug, draft)
    added = [(one, in_words(one)) for one in documents_of(actor, referral)]
    context: dict[str, Any] = {"draft": referral.draft, "added": added}
    return form_page(request, "referrals/drafts/documents.html", form, **context)


def _form(request: HttpRequest) -> UploadForm:
    return UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()


def _take(form: UploadForm, referral: DraftReferral, actor: Actor) -> None:
    told: dict[str, Any] = form.cleaned_data
    document = take_in(told["document"], by=actor, now=clock.now())
    add_document(referral.draft, document, by=actor, now=clock.now())


@area_view(Perm.REFERRAL_VIEW_OWN)
@require_POST
def document_remove(
    request: HttpRequest, actor: Actor, draft: UUID, document: UUID
) -> HttpResponse:
    row = get_draft(actor, draft).draft
    remove_document(row, document=document, by=actor, now=clock.now())
    message = _("The document has been removed.")
    return back(request, message, "referrals:draft_documents", actor.area.slug, draft)
