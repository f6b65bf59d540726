"""The drafts of whoever refers, the task list of one, and throwing one away."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import settings_of, words_of
from areas.door import area_view
from areas.roles import Perm
from audit.record import record
from drafts.actions import drop_draft
from drafts.queries import drafts_of, goes_on
from referrals.actions.drafting import start_referral
from referrals.forms.tasks.whole import COMPLETED, ORDER, Whole
from referrals.queries.drafted import FORM, read_draft
from rjcase import clock
from ui.forms import Form
from ui.pages import back

from .opening import asked_of, opened
from .rows import rows_of


@area_view(Perm.REFERRAL_VIEW_OWN)
def drafts(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What one has begun and not sent; posting here begins another."""
    if request.method == "POST":
        draft = start_referral(by=actor, now=clock.now())
        return redirect("referrals:draft", actor.area.slug, draft.pk)
    record("draft.listed", ("drafts.Draft", FORM), by=actor)
    asked, words = asked_of(actor), words_of(actor)
    found = [Whole(read_draft(draft), asked, words) for draft in drafts_of(actor, FORM)]
    context = {"rows": [(one, done(one)) for one in found], "of": len(ORDER)}
    return render(request, "referrals/drafts/list.html", context)


@area_view(Perm.REFERRAL_VIEW_OWN)
def draft_tasks(request: HttpRequest, actor: Actor, draft: UUID) -> HttpResponse:
    whole = opened(actor, draft)
    context = {
        "whole": whole,
        "draft": whole.referral.draft,
        "tasks": rows_of(whole, actor),
        "goes_on": goes_on(whole.referral.draft, actor),
        "days": settings_of(actor).draft_days,
    }
    return render(request, "referrals/drafts/tasks.html", context)


@area_view(Perm.REFERRAL_VIEW_OWN)
def draft_discard(request: HttpRequest, actor: Actor, draft: UUID) -> HttpResponse:
    """Asked first: nothing of it is kept."""
    whole = opened(actor, draft)
    if request.method == "POST":
        drop_draft(whole.referral.draft, by=actor)
        return back(request, _("The draft has been deleted."), "referrals:drafts", actor.area.slug)
    context = {"whole": whole, "draft": whole.referral.draft, "form": Form()}
    return render(request, "referrals/drafts/discard.html", context)


def done(whole: Whole) -> int:
    return sum(whole.state(task) == COMPLETED for task in ORDER)
