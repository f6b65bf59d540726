"""Where somebody is held or supervised, and all that goes with it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import words_of
from areas.door import area_view
from areas.roles import Perm
from cases.actions.custody import record_move, take_back_move
from cases.forms.custody import MoveForm, PressForm
from cases.queries.activities import one_side
from cases.queries.custody import current_stay, stays_of
from cases.queries.custody_known import known_of
from cases.queries.establishments import name_of, named_in
from cases.queries.referral_told import place_told, told_in_words
from rjcase import clock

from .custody_page import HERE, about_custody
from .frame import frame
from .work import may_work, posted


@area_view(Perm.CASE_VIEW)
def custody(request: HttpRequest, actor: Actor, reference: str, participant: UUID) -> HttpResponse:
    page = about_custody(request, actor, reference, participant)
    today = clock.today()
    context = {
        **frame(actor, page.case, HERE),
        "participant": page.who,
        "who": one_side(page.who, words_of(actor)),
        "known": known_of(page.who, actor, today),
        "today": today,
        "may_work": may_work(actor, page.case),
        "may_ease": actor.may(Perm.CASE_WORK),
        "may_agree": actor.may(Perm.CASE_WORK) and actor.may(Perm.ORDER_AGREE),
    }
    return render(request, "cases/custody/custody.html", context)


@area_view(Perm.CASE_WORK)
def custody_move(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID
) -> HttpResponse:
    page = about_custody(request, actor, reference, participant)
    present = current_stay(page.who, actor)
    told = None if present else place_told(page.who, actor)
    prison = named_in(told.establishment) if told else ""
    form = MoveForm(posted(request), present=present, told=prison, today=clock.today())
    now_there = f"{present.get_held_display()} {name_of(present.establishment)}" if present else ""
    return page.answer(
        form,
        lambda: record_move(page.who, by=actor, now=clock.now(), **form.cleaned_data),
        title=_("Record where they are"),
        said=told_in_words(told),
        done=_("Where they are has been recorded."),
        follows=lambda: form.follow(present),
        standing=[(_("Where they are"), now_there.strip() or _("Not recorded yet."))],
    )


@area_view(Perm.CASE_WORK)
def custody_take_back(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID, *, stay: UUID
) -> HttpResponse:
    page = about_custody(request, actor, reference, participant)
    row = page.one_of(stays_of(page.who, actor), stay)
    return page.answer(
        PressForm(posted(request)),
        lambda: take_back_move(row, by=actor, now=clock.now()),
        title=_("Take back the latest move"),
        done=_("The move has been taken back."),
        label=_("Take back"),
        kind="warning",
        said=_("It was written down wrongly. What stood before holds again."),
    )
