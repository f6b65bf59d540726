"""Asking a prison to let a facilitator in, asking again, and its answer."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from cases.actions.access import answer_access, ask_for_access, chase_access
from cases.forms.access import AnswerForm, AskForm, ChaseForm
from cases.queries.custody import access_of, current_stay
from cases.queries.establishments import name_of
from rjcase import clock
from ui.dates import day

from .custody_page import about_custody
from .work import posted


@area_view(Perm.CASE_WORK)
def access_ask(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID
) -> HttpResponse:
    page = about_custody(request, actor, reference, participant)
    present = current_stay(page.who, actor)
    establishment = present.establishment if present else ""
    form = AskForm(posted(request), establishment=establishment, today=clock.today())
    return page.answer(
        form,
        lambda: ask_for_access(page.who, by=actor, now=clock.now(), **form.cleaned_data),
        title=_("Record that access was asked for"),
        done=_("The request has been recorded. You will be told when to ask again."),
    )


@area_view(Perm.CASE_WORK)
def access_chase(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID, *, access: UUID
) -> HttpResponse:
    page = about_custody(request, actor, reference, participant)
    row = page.one_of(access_of(page.who, actor), access)
    form = ChaseForm(posted(request), version=row.version, today=clock.today())
    return page.answer(
        form,
        lambda: chase_access(row, by=actor, now=clock.now(), **form.cleaned_data),
        title=_("Asked again: %(prison)s") % {"prison": name_of(row.establishment)},
        done=_("Saved. If there is no answer, ask again in ten working days."),
        row=row,
        said=_("They were asked on %(day)s.") % {"day": day(row.asked_on)},
    )


@area_view(Perm.CASE_WORK)
def access_answer(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID, *, access: UUID
) -> HttpResponse:
    page = about_custody(request, actor, reference, participant)
    row = page.one_of(access_of(page.who, actor), access)
    form = AnswerForm(posted(request), version=row.version, today=clock.today())
    return page.answer(
        form,
        lambda: answer_access(row, by=actor, now=clock.now(), **form.cleaned_data),
        title=_("The answer of %(prison)s") % {"prison": name_of(row.establishment)},
        done=_("The answer has been recorded."),
        row=row,
    )
