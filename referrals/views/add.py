"""The page of entry for staff, who write down what came in by whatever way."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import words_of
from areas.door import area_view
from areas.models import Agency
from areas.roles import Perm
from drafts.actions import DraftTooLong, drop_draft
from drafts.models import Draft
from drafts.views import OPEN, drops, keep, keeps, kept, restored, unjudged
from people.actions import BornInTheFuture
from referrals import queries
from referrals.actions import SubmissionRefused, submit_referral
from referrals.forms.as_sent import as_sent
from referrals.forms.staff import StaffReferralForm, sides_asked
from referrals.models import Referral
from rjcase import clock
from ui.pages import back, form_page

FORM, SUBJECT = "referral.staff", "new"


@area_view(Perm.REFERRAL_MAKE)
def referral_add(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Write down a referral for whoever refers; an agency's officer has a task list instead."""
    if queries.is_officer(actor):
        return redirect("referrals:drafts", actor.area.slug)
    draft = kept(actor, form=FORM, subject=SUBJECT)
    if drops(request):
        _drop(draft, actor)
        return redirect(request.path)
    opened = draft if OPEN in request.GET else None
    form = _form(request, actor, opened, now=clock.now())
    if keeps(request):
        done = _keep(request, actor, form, is_other=draft is not None and opened is None)
    else:
        done = _send(request, actor, form, opened)
    context: dict[str, Any] = {"leads_to": _place(actor), "draft": draft, "opened": opened}
    return done or form_page(request, "referrals/log.html", form, **context)


def _send(
    request: HttpRequest, actor: Actor, form: StaffReferralForm, opened: Draft | None
) -> HttpResponse | None:
    """Where it leads once the referral is written down; none where it is not."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        sent = as_sent(form, words_of(actor))
        referral = submit_referral(by=actor, now=clock.now(), as_sent=sent, **form.told())
    except (SubmissionRefused, BornInTheFuture) as refused:
        form.add_error(None, str(refused))
        return None
    _drop(opened, actor)
    return _after(request, actor, referral)


def _keep(
    request: HttpRequest, actor: Actor, form: StaffReferralForm, *, is_other: bool
) -> HttpResponse | None:
    """Where it leads once the answers are kept. One draft is never written over by another."""
    unjudged(form)
    form.cleaned_data = {}
    if is_other:
        form.add_error(None, _("You have another draft. Send or discard it before you keep this."))
        return None
    try:
        keep(request, actor, form=FORM, subject=SUBJECT)
    except DraftTooLong as refused:
        form.add_error(None, str(refused))
        return None
    return back(request, _("Your answers are kept."), _place(actor), actor.area.slug)


def _drop(draft: Draft | None, actor: Actor) -> None:
    if draft:
        drop_draft(draft, by=actor)


def _form(
    request: HttpRequest, actor: Actor, opened: Draft | None, *, now: datetime
) -> StaffReferralForm:
    agencies = Agency.objects.visible_to(actor).order_by("name")
    data = restored(request, opened)
    form = StaffReferralForm(
        data,
        agencies=agencies,
        now=now,
        sides=sides_asked(data, about=request.GET.get("about", "")),
        initial={"received_at": now},
    )
    if opened and request.method == "GET":
        unjudged(form)
    return form


def _place(actor: Actor) -> str:
    """The list that somebody who enters referrals knows."""
    return "referrals:inbox" if actor.may(Perm.REFERRAL_VIEW) else "cases:list"


def _after(request: HttpRequest, actor: Actor, referral: Referral) -> HttpResponse:
    message = _("Referral %(reference)s has been added.") % {"reference": referral.reference}
    if actor.may(Perm.REFERRAL_VIEW):
        place = (actor.area.slug, referral.reference)
        return back(request, message, "referrals:detail", *place)
    return back(request, message, "cases:list", actor.area.slug)
