"""Correcting what a referral told, for whoever decides."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from areas.scoping import Stale
from audit.record import record
from drafts.pages import drafted
from referrals import queries
from referrals.actions.correct import CorrectionRefused, correct_referral
from referrals.forms.correct import CorrectForm
from referrals.models import Referral
from referrals.queries.corrections import CORRECTABLE
from referrals.queries.seen import incident_of
from rjcase import clock
from ui.pages import back, form_page

from .desk import there_from
from .posted import get_open_referral, posted


@area_view(Perm.REFERRAL_DECIDE)
@drafted("referral.correct")
def correct(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """What is known now; the page of the referral keeps what was told at first."""
    referral = get_open_referral(actor, reference)
    named = list(queries.people_of(referral, actor))
    form = CorrectForm(
        posted(request), referral=referral, incident=incident_of(referral), named=named
    )
    there = there_from(request, actor, reference)
    if form.is_valid() and _corrected(form, actor, referral):
        return back(request, _("What is known has been corrected."), there)
    record("referral.viewed", referral, by=actor, page="correct")
    return form_page(
        request,
        "referrals/correct.html",
        form,
        referral=referral,
        there=there,
        can_be=referral.status in CORRECTABLE,
    )


def _corrected(form: CorrectForm, actor: Actor, referral: Referral) -> bool:
    """Whether it was; if not, the form says why."""
    try:
        correct_referral(referral, by=actor, now=clock.now(), **form.corrected())
    except Stale as first:
        form.lost_race(str(first))
        return False
    except CorrectionRefused as refused:
        form.add_error(None, str(refused))
        return False
    return True
