"""Marking a case as sensitive after it was opened, and taking the mark off again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from cases.actions.sensitive import mark_sensitive, unmark_sensitive
from cases.forms.sensitive import MarkForm, UnmarkForm
from cases.queries.allocation import levels_fit, team_with_levels
from rjcase import clock
from ui.pages import back, form_page

from .frame import frame
from .work import attempt, posted, seen


@area_view(Perm.CASE_WORK)
def case_sensitive(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    case = seen(request, actor, reference)
    form = MarkForm(posted(request), initial={"version": case.version})
    if form.is_valid() and attempt(
        form, lambda: mark_sensitive(case, by=actor, now=clock.now(), **form.cleaned_data)
    ):
        message = _("The case is marked as sensitive.")
        return back(request, message, "cases:detail", actor.area.slug, reference)
    fits = levels_fit(team_with_levels(case, actor), sensitive=True)
    return form_page(request, "cases/sensitive.html", form, fits=fits, **frame(actor, case))


@area_view(Perm.CASE_RESTRICT)
def case_not_sensitive(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    case = seen(request, actor, reference)
    form = UnmarkForm(posted(request), initial={"version": case.version})
    if form.is_valid() and attempt(
        form, lambda: unmark_sensitive(case, by=actor, now=clock.now(), **form.cleaned_data)
    ):
        message = _("The case is not marked as sensitive any more.")
        return back(request, message, "cases:detail", actor.area.slug, reference)
    return form_page(request, "cases/not_sensitive.html", form, **frame(actor, case))
