"""The page of entry for staff, who write down what came in by whatever way."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import words_of
from areas.door import area_view
from areas.models import Agency
from areas.roles import Perm
from people.actions import BornInTheFuture
from referrals import queries
from referrals.actions import SubmissionRefused, submit_referral
from referrals.forms.as_sent import as_sent
from referrals.forms.staff import StaffReferralForm
from referrals.models import Referral
from rjcase import clock
from ui.pages import back, form_page


@area_view(Perm.REFERRAL_MAKE)
def referral_add(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Write down a referral for whoever refers; an agency's officer has a task list instead."""
    if queries.is_officer(actor):
        return redirect("referrals:drafts", actor.area.slug)
    now = clock.now()
    form = _form(request, actor, now=now)
    if form.is_valid():
        try:
            sent = as_sent(form, words_of(actor))
            referral = submit_referral(by=actor, now=now, as_sent=sent, **form.told())
        except (SubmissionRefused, BornInTheFuture) as refused:
            form.add_error(None, str(refused))
        else:
            return _after(request, actor, referral)
    return form_page(request, "referrals/log.html", form, leads_to=_place(actor))


def _form(request: HttpRequest, actor: Actor, *, now: datetime) -> StaffReferralForm:
    data = request.POST if request.method == "POST" else None
    agencies = Agency.objects.visible_to(actor).order_by("name")
    return StaffReferralForm(data, agencies=agencies, now=now, initial={"received_at": now})


def _place(actor: Actor) -> str:
    """The list that somebody who enters referrals knows."""
    return "referrals:inbox" if actor.may(Perm.REFERRAL_VIEW) else "cases:list"


def _after(request: HttpRequest, actor: Actor, referral: Referral) -> HttpResponse:
    message = _("Referral %(reference)s has been added.") % {"reference": referral.reference}
    if actor.may(Perm.REFERRAL_VIEW):
        place = (actor.area.slug, referral.reference)
        return back(request, message, "referrals:detail", *place)
    return back(request, message, "cases:list", actor.area.slug)
