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
from rjcase import clock
from ui.pages import back, form_page

from .frame import frame
from .held import held
from .one_person import saves
from .work import at, seen


@area_view(Perm.CASE_WORK)
def pair_edit(request: HttpRequest, actor: Actor, reference: str, pair: UUID) -> HttpResponse:
    case = seen(request, actor, reference)
    row = get_pair(actor, case, pair)
    kept, to = held(request, actor, form="case.pair", subject=row.pk), at("people", actor, case)
    form = PairForm(kept.data, pair=row)
    if answer := kept.answer(form, to):
        return answer
    sent = request.method == "POST" and form.is_valid()
    if sent and saves(
        form,
        lambda: change_pair(row, by=actor, now=clock.now(), **form.cleaned_data),
        version=row.version,
        day="recontact_on",
    ):
        kept.drop()
        return back(request, _("Saved."), to)
    context = {**frame(actor, case, "cases:people"), "pair": row, "held": kept}
    return form_page(request, "cases/pair.html", form, **context)
