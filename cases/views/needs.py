"""What somebody needs and hopes for, and how far they have come."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import words_of
from areas.door import area_view
from areas.roles import Perm
from cases.actions.needs import record_hopes, record_needs, settle_hopes
from cases.forms.needs import HopesForm, HopesMetForm, NeedsForm
from cases.queries.activities import one_side
from cases.queries.case import get_participant
from cases.queries.needs import SCALE, distances, hopes_of, reviews_of
from drafts.pages import drafted
from rjcase import clock
from ui.pages import back, form_page

from .frame import frame
from .work import at, attempt, may_work, posted, seen


@area_view(Perm.CASE_VIEW)
def needs(request: HttpRequest, actor: Actor, reference: str, participant: UUID) -> HttpResponse:
    case = seen(request, actor, reference)
    who = get_participant(actor, case, participant)
    context = {
        **frame(actor, case, "cases:people"),
        "participant": who,
        "who": one_side(who, words_of(actor)),
        "distances": distances(who, actor),
        "scale": SCALE,
        "reviews": reviews_of(who, actor),
        "hopes": hopes_of(who, actor),
        "may_work": may_work(actor, case),
    }
    return render(request, "cases/work/needs.html", context)


@area_view(Perm.CASE_WORK)
@drafted("case.needs")
def needs_add(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID
) -> HttpResponse:
    case = seen(request, actor, reference)
    who = get_participant(actor, case, participant)
    form = NeedsForm(posted(request), today=clock.today())
    if form.is_valid() and attempt(
        form, lambda: record_needs(who, by=actor, now=clock.now(), **form.recorded())
    ):
        return back(request, _("The needs have been recorded."), at("needs", actor, case, who.pk))
    return form_page(
        request,
        "cases/work/needs_add.html",
        form,
        **frame(actor, case, "cases:people"),
        title=_("Record needs"),
        who=one_side(who, words_of(actor)),
        cancel=at("needs", actor, case, who.pk),
    )


@area_view(Perm.CASE_WORK)
def hopes(request: HttpRequest, actor: Actor, reference: str, participant: UUID) -> HttpResponse:
    case = seen(request, actor, reference)
    who = get_participant(actor, case, participant)
    standing = hopes_of(who, actor)
    initial = {
        "hopes": [row.hope for row in standing],
        "own_words": (standing[0].own_words or "") if standing else "",
    }
    form = HopesForm(posted(request), initial=initial)
    if form.is_valid() and attempt(
        form, lambda: record_hopes(who, by=actor, now=clock.now(), **form.cleaned_data)
    ):
        return back(request, _("The hopes have been recorded."), at("needs", actor, case, who.pk))
    return form_page(
        request,
        "cases/work/form.html",
        form,
        **frame(actor, case, "cases:people"),
        title=_("What they hope for"),
        who=one_side(who, words_of(actor)),
        cancel=at("needs", actor, case, who.pk),
    )


@area_view(Perm.CASE_WORK)
@drafted("case.hopes_met")
def hopes_met(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID
) -> HttpResponse:
    case = seen(request, actor, reference)
    who = get_participant(actor, case, participant)
    form = HopesMetForm(posted(request), hopes=hopes_of(who, actor))
    if form.is_valid() and attempt(
        form, lambda: settle_hopes(who, met=form.cleaned_data, by=actor, now=clock.now())
    ):
        return back(request, _("Saved."), at("needs", actor, case, who.pk))
    return form_page(
        request,
        "cases/work/form.html",
        form,
        **frame(actor, case, "cases:people"),
        title=_("Did they get what they hoped for?"),
        who=one_side(who, words_of(actor)),
        cancel=at("needs", actor, case, who.pk),
    )
