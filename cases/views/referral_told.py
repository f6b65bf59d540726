"""What the referrals told of which a case grew, with the documents that came with them."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from audit.record import record
from cases.actions.referral_told import say_no_order
from cases.forms.custody import PressForm
from cases.queries.case import participants_of
from cases.queries.referral_told import (
    documents_of,
    not_looked_through,
    referrals_of,
    tellings_of,
)
from cases.stages import PRINCIPALS
from documents.queries import NotClean, as_download
from referrals.forms.tasks.pages import SentenceForm
from rjcase import clock
from ui.pages import back, form_page

from .frame import frame
from .work import at, attempt, may_work, posted, seen

HERE = "cases:detail"


@area_view(Perm.CASE_VIEW)
def case_referral(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    case = seen(request, actor, reference)
    tellings = tellings_of(case, actor, sentence=_sentence_asked())
    for one in tellings:
        record("referral.viewed", one.referral, by=actor, case=case.reference)
    context = {
        **frame(actor, case, HERE),
        "tellings": tellings,
        "ask_for_orders": may_work(actor, case)
        and not_looked_through(actor).filter(case=case).exists(),
        "principals": [one for one in participants_of(case, actor) if one.role in PRINCIPALS],
    }
    return render(request, "cases/referral/told.html", context)


@area_view(Perm.CASE_WORK)
def no_order(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    case, form = seen(request, actor, reference), PressForm(posted(request))
    to = at("referral", actor, case)
    if form.is_valid() and attempt(form, lambda: say_no_order(case, by=actor, now=clock.now())):
        return back(request, _("Recorded: no order stands."), HERE, actor.area.slug, reference)
    return form_page(
        request,
        "cases/referral/no_order.html",
        form,
        **frame(actor, case, HERE),
        title=_("No order stands"),
        cancel=to,
    )


@area_view(Perm.CASE_VIEW)
def referral_document(
    request: HttpRequest, actor: Actor, reference: str, document: UUID
) -> HttpResponse:
    """One document as a download, or a page that says why it cannot be opened."""
    case = seen(request, actor, reference)
    given = documents_of(referrals_of(case, actor), actor)
    row = get_object_or_404(given, document_id=document)
    try:
        return as_download(row.document, by=actor)
    except NotClean as not_clean:
        record("document.viewed", row.document, by=actor)
        context = {
            **frame(actor, case, HERE),
            "title": _("This document cannot be opened"),
            "sentence": str(not_clean),
        }
        return render(request, "cases/referral/closed.html", context)


def _sentence_asked() -> frozenset[str]:
    """The question for the sentence, as it was asked in each language."""
    field = SentenceForm.base_fields["sentence"]
    asked = set()
    for code, _language in settings.LANGUAGES:
        with translation.override(code):
            asked.add(str(field.label))
    return frozenset(asked)
