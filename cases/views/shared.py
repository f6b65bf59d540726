"""What is shared with an agency, for its own people: they see nothing else of any case."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from audit.record import record
from cases.queries.record_lines import in_full
from cases.queries.shared import get_shared_document, shared_lines
from documents.queries import NotClean, as_download
from rjcase import clock

from .work import PER_PAGE


@area_view(Perm.REFERRAL_VIEW_OWN)
def shared(request: HttpRequest, actor: Actor) -> HttpResponse:
    record("shared.listed", ("cases.Note", "shared"), by=actor)
    rows = shared_lines(actor, clock.today())
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "lines": in_full(list(page.object_list), actor)}
    return render(request, "cases/record/shared.html", context)


@area_view(Perm.REFERRAL_VIEW_OWN)
def shared_document(request: HttpRequest, actor: Actor, file: UUID) -> HttpResponse:
    """One version as a download, or a page that says why it cannot be opened."""
    kept = get_shared_document(actor, file, clock.today())
    try:
        return as_download(kept.document, by=actor)
    except NotClean as not_clean:
        record("document.viewed", kept.document, by=actor)
        context = {
            "title": _("This document cannot be opened"),
            "sentence": str(not_clean),
        }
        return render(request, "cases/record/shared_closed.html", context)
