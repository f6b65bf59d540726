from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import words_of
from areas.door import area_view
from areas.roles import Perm
from cases.actions.activity import ImpossibleDay
from cases.actions.closing import NotAllowed, close_case, reopen_case
from cases.actions.stage import AlreadyMoved
from cases.forms.closing import TOLD, CloseForm, ReopenForm
from cases.models import Case, Participant
from cases.queries.activities import side_in_words
from cases.queries.case import participants_of
from cases.queries.overview import closure_of
from cases.queries.planned import planned_of
from cases.queries.unfinished import unfinished_in
from cases.stages import OPPOSED
from cases.stages.sides import is_mediation
from drafts.pages import drafted
from rjcase import clock
from ui.pages import back, form_page

from .frame import frame
from .work import posted, seen


@area_view(Perm.CASE_CLOSE)
@drafted("case.close")
def case_close(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    case = seen(request, actor, reference)
    people = participants_of(case, actor)
    form = CloseForm(
        posted(request),
        today=clock.today(),
        mediation=is_mediation(one.side for one in people),
        told=sides_told(people, words_of(actor)),
    )
    if form.is_valid() and _closed(form, case, actor):
        message = _("The case is closed.")
        return back(request, message, "cases:detail", actor.area.slug, case.reference)
    context = {
        **frame(actor, case),
        "planned": planned_of(case, actor, {one.pk: one for one in people}),
        "unfinished": unfinished_in(case, actor),
        "people": people,
    }
    return form_page(request, "cases/close.html", form, **context)


def _closed(form: CloseForm, case: Case, actor: Actor) -> bool:
    try:
        close_case(case, by=actor, now=clock.now(), **form.cleaned_data)
    except AlreadyMoved as first:
        form.conflict = str(first)
    except ImpossibleDay as refused:
        form.add_error("happened_on", str(refused))
    except NotAllowed as refused:
        form.add_error(None, str(refused))
    else:
        return True
    return False


def sides_told(people: Sequence[Participant], words: Mapping[str, Any]) -> dict[str, str]:
    """What each side with somebody on it is called, by the field that asks what it may be told."""
    here = {one.side for one in people}
    return {
        name: side_in_words(side, words)
        for pair in OPPOSED
        for name, side in zip(TOLD, pair, strict=True)
        if side in here
    }


@area_view(Perm.CASE_CLOSE)
def case_reopen(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    case = seen(request, actor, reference)
    form = ReopenForm(posted(request))
    if form.is_valid():
        try:
            reopen_case(case, by=actor, now=clock.now(), **form.cleaned_data)
        except AlreadyMoved as first:
            form.conflict = str(first)
        else:
            message = _("The case is open again.")
            return back(request, message, "cases:detail", actor.area.slug, case.reference)
    context = {**frame(actor, case), "closure": closure_of(case, actor)}
    return form_page(request, "cases/reopen.html", form, **context)
