"""The page of entry: one page, two doors."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
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
from referrals.forms.referral import OfficerReferralForm, ReferralForm, StaffReferralForm
from referrals.models import Referral
from rjcase import clock
from ui.pages import back, form_page


@area_view(Perm.REFERRAL_MAKE)
def referral_add(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Enter a referral: an agency's officer for their agency, staff for whoever refers."""
    now = clock.now()
    form = _form(request, actor, now=now)
    if form.is_valid():
        try:
            referral = submit_referral(
                by=actor, now=now, as_sent=as_sent(form, words_of(actor)), **form.told()
            )
        except (SubmissionRefused, BornInTheFuture) as refused:
            form.add_error(None, str(refused))
        else:
            return _after(request, actor, referral)
    return form_page(request, "referrals/add.html", form, leads_to=_place(actor)[0])


def _form(request: HttpRequest, actor: Actor, *, now: datetime) -> ReferralForm:
    data = request.POST if request.method == "POST" else None
    name = actor.user.name if actor.user else ""
    agencies = Agency.objects.visible_to(actor).order_by("name")
    if queries.is_officer(actor):
        agency = agencies.get(pk=queries.agency_of(actor))
        return OfficerReferralForm(data, agency=agency, now=now, initial={"referrer_name": name})
    return StaffReferralForm(data, agencies=agencies, now=now, initial={"received_at": now})


def _place(actor: Actor) -> tuple[str, str]:
    """Where somebody who enters referrals goes on: the list that they know, and one of its rows."""
    if queries.is_officer(actor):
        return "referrals:own", "referrals:own_detail"
    if actor.may(Perm.REFERRAL_VIEW):
        return "referrals:inbox", "referrals:detail"
    return "cases:list", ""


def _after(request: HttpRequest, actor: Actor, referral: Referral) -> HttpResponse:
    places, row = _place(actor)
    message = _("Referral %(reference)s has been sent.") % {"reference": referral.reference}
    if row:
        return back(request, message, row, actor.area.slug, referral.reference)
    return back(request, message, places, actor.area.slug)
