"""A programme that ends before its last meeting."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from audit.record import record
from cases.actions.programme_end import end_programme
from cases.forms.programme_end import EndForm
from cases.queries.programmes import (
    first_end_of,
    get_programme,
    places_on,
    still_to_come,
)
from rjcase import clock
from ui.pages import back, form_page

from .programmes import place_of
from .work import attempt, posted


@area_view(Perm.CASE_WORK)
def programme_end(request: HttpRequest, actor: Actor, programme: UUID) -> HttpResponse:
    row, today, now = get_programme(actor, programme), clock.today(), clock.now()
    record("programme.viewed", row, by=actor, page="end")
    form = EndForm(posted(request), first=first_end_of(row, actor, today=today), today=today)
    if form.is_valid() and attempt(
        form, lambda: end_programme(row, by=actor, now=now, **form.cleaned_data)
    ):
        return back(request, _("The programme has ended."), place_of(actor, row))
    return form_page(
        request,
        "cases/programmes/end.html",
        form,
        programme=row,
        coming=still_to_come(row, actor, now=now).count(),
        on_it=sum(place.enrolment.left_on is None for place in places_on(row, actor)),
        cancel=place_of(actor, row),
    )
