"""Saying that whoever referred was told by hand that it came in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from referrals.actions.acknowledge import NothingToAcknowledge, acknowledge_by_hand
from rjcase import clock
from ui.pages import back

from .desk import there_from
from .posted import get_open_referral


@area_view(Perm.REFERRAL_DECIDE)
@require_POST
def acknowledged(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Whoever comes second is told so, and nothing changes."""
    referral = get_open_referral(actor, reference)
    message = _("Written down: acknowledged by hand.")
    try:
        acknowledge_by_hand(referral, by=actor, now=clock.now())
    except NothingToAcknowledge as already:
        message = str(already)
    return back(request, message, there_from(request, actor, reference))
