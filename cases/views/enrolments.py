"""A participant's place on a programme."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import words_of
from areas.door import area_view
from areas.roles import Perm
from cases.actions.programmes import enrol, leave
from cases.forms.programmes import EnrolForm, LeaveForm
from cases.queries.activities import one_side
from cases.queries.case import get_participant
from cases.queries.programmes import get_place, open_to, usual_group
from rjcase import clock
from ui.pages import back, form_page

from .frame import frame
from .work import at, attempt, posted, seen


@area_view(Perm.CASE_WORK)
def enrolment_add(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID
) -> HttpResponse:
    case = seen(request, actor, reference)
    who = get_participant(actor, case, participant)
    today = clock.today()
    group = usual_group(who, today)
    form = EnrolForm(posted(request), programmes=open_to(who, actor), group=group, today=today)
    if form.is_valid() and attempt(
        form, lambda: enrol(who, by=actor, now=clock.now(), **form.cleaned_data)
    ):
        return back(request, _("They have a place now."), at("sessions", actor, case))
    return form_page(
        request,
        "cases/programmes/enrol.html",
        form,
        **frame(actor, case, "cases:sessions"),
        title=_("Give a place on a programme"),
        who=one_side(who, words_of(actor)),
        cancel=at("sessions", actor, case),
        any_open=form.fields["programme"].queryset.exists(),  # type: ignore[attr-defined]
    )


@area_view(Perm.CASE_WORK)
def enrolment_end(request: HttpRequest, actor: Actor, reference: str, place: UUID) -> HttpResponse:
    case = seen(request, actor, reference)
    row = get_place(actor, case, place)
    form = LeaveForm(posted(request), place=row, today=clock.today())
    if form.is_valid() and attempt(
        form, lambda: leave(row, by=actor, now=clock.now(), **form.cleaned_data)
    ):
        return back(request, _("Recorded."), at("sessions", actor, case))
    return form_page(
        request,
        "cases/work/form.html",
        form,
        **frame(actor, case, "cases:sessions"),
        title=_("End of a programme"),
        who=one_side(row.participant, words_of(actor)),
        cancel=at("sessions", actor, case),
    )
