"""Finding a referral by its reference or by the receipt of its sender."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from audit.record import record
from referrals.queries.quoted import find_quoted


@area_view(Perm.REFERRAL_VIEW)
@require_POST
def find(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Straight to the referral, or back with a sentence. What was typed stands nowhere after."""
    found = find_quoted(actor, request.POST.get("quoted", ""))
    record("referral.searched", ("referrals.Referral", "quoted"), by=actor, found=bool(found))
    if found:
        return redirect("referrals:detail", actor.area.slug, found.reference)
    messages.warning(request, _("No referral with that reference or receipt."))
    return redirect("referrals:inbox", actor.area.slug)
