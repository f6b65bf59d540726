"""What there may be between two people on opposed sides."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from cases.actions.pairs import change_pair
from cases.forms.pairs import PairForm
from cases.queries.people import get_pair
from drafts.pages import drafted
from rjcase import clock
from ui.pages import back, form_page

from .frame import frame
from .one_person import saves
from .work import at, posted, seen


@area_view(Perm.CASE_WORK)
@drafted("case.pair")
def pair_edit(request: HttpRequest, actor: Actor, reference: str, pair: UUID) -> HttpResponse:
    case = seen(request, actor, reference)
    row = get_pair(actor, case, pair)
    form = PairForm(posted(request), pair=row)
    if form.is_valid() and saves(
        form,
        lambda: change_pair(row, by=actor, now=clock.now(), **form.cleaned_data),
        version=row.version,
        day="recontact_on",
    ):
        return back(request, _("Saved."), at("people", actor, case))
    return form_page(
        request, "cases/pair.html", form, **frame(actor, case, "cases:people"), pair=row
    )
