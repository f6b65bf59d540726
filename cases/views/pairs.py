"""What there may be between two people on opposed sides."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from areas.scoping import Stale
from cases.actions.activity import CaseClosed, ImpossibleDay
from cases.actions.pairs import PairRefused, change_pair
from cases.forms.pairs import PairForm
from cases.queries.people import get_pair
from rjcase import clock
from ui.pages import back, form_page

from .frame import frame
from .work import posted, seen


@area_view(Perm.CASE_WORK)
def pair_edit(request: HttpRequest, actor: Actor, reference: str, pair: UUID) -> HttpResponse:
    case = seen(request, actor, reference)
    row = get_pair(actor, case, pair)
    form = PairForm(posted(request), pair=row)
    if form.is_valid():
        try:
            change_pair(row, by=actor, now=clock.now(), **form.cleaned_data)
        except Stale as stale:
            form.lost_race(str(stale), version=row.version)
        except ImpossibleDay as refused:
            form.add_error("recontact_on", str(refused))
        except (PairRefused, CaseClosed) as refused:
            form.add_error(None, str(refused))
        else:
            return back(request, _("Saved."), "cases:people", actor.area.slug, case.reference)
    return form_page(request, "cases/pair.html", form, **frame(actor, case), pair=row)
