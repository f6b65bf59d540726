from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from audit.record import record
from cases.actions.case import open_case
from cases.forms.opening import OpenForm
from referrals.actions import AlreadyDecided, DecisionRefused
from referrals.models import Referral
from referrals.queries import people_of
from referrals.sides import is_mediation
from rjcase import clock
from ui.pages import back, form_page

from .work import posted


@area_view(Perm.CASE_OPEN)
def case_open(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Accept a referral: ask for the label of its case, then open it."""
    rows = Referral.objects.visible_to(actor).select_related("incident")
    referral = get_object_or_404(rows, reference=reference)
    record("referral.viewed", referral, by=actor, page="accept")
    form = OpenForm(
        posted(request),
        referral=referral,
        names_parties=is_mediation(one.side for one in people_of(referral, actor)),
    )
    if form.is_valid():
        try:
            case = open_case(referral, by=actor, now=clock.now(), **form.opened())
        except AlreadyDecided as first:
            now = rows.get(pk=referral.pk).version
            form.lost_race(str(first), version=now)
        except DecisionRefused as refused:
            form.add_error(None, str(refused))
        else:
            message = _("The referral was accepted. Now allocate the case.")
            return back(request, message, "cases:allocate", actor.area.slug, case.reference)
    return form_page(request, "cases/open.html", form, referral=referral)
