"""The PDF copy of a referral, for whoever sent it."""

from __future__ import annotations

import base64

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from audit.record import record
from referrals import queries
from referrals.queries.copies import copy_there, making


@area_view(Perm.REFERRAL_VIEW_OWN)
def own_copy(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """The copy of what the actor or their agency sent; a page that says so while it is made."""
    first = queries.get_own_submissions(actor, reference)[-1]
    copy = copy_there(first, actor)
    if copy is None:
        record("submission.viewed", first, by=actor)
        context = {"reference": reference, "making": making(first, actor).value}
        return render(request, "referrals/own_copy.html", context)
    record("submission.downloaded", first, by=actor)
    answer = HttpResponse(base64.b64decode(copy.pdf), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{first.referral.reference}.pdf"'
    return answer
