"""The page of entry for an agency's officer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import words_of
from areas.models import Agency
from people.actions import BornInTheFuture
from referrals import queries
from referrals.actions import SubmissionRefused, submit_referral
from referrals.forms.as_sent import as_sent
from referrals.forms.referral import OfficerReferralForm
from rjcase import clock
from ui.pages import back, form_page


def officer_add(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Enter a referral for one's agency."""
    now = clock.now()
    data = request.POST if request.method == "POST" else None
    name = actor.user.name if actor.user else ""
    agency = Agency.objects.visible_to(actor).get(pk=queries.agency_of(actor))
    form = OfficerReferralForm(data, agency=agency, now=now, initial={"referrer_name": name})
    if form.is_valid():
        try:
            sent = as_sent(form, words_of(actor))
            referral = submit_referral(by=actor, now=now, as_sent=sent, **form.told())
        except (SubmissionRefused, BornInTheFuture) as refused:
            form.add_error(None, str(refused))
        else:
            message = _("Referral %(reference)s has been sent.") % {"reference": referral.reference}
            place = (actor.area.slug, referral.reference)
            return back(request, message, "referrals:own_detail", *place)
    return form_page(request, "referrals/add.html", form, leads_to="referrals:own")
