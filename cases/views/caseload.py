from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from audit.record import record
from cases.queries.caseload import STAGES, caseload
from rjcase import clock


@area_view(Perm.CASE_ALLOCATE)
def service(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Who has what in hand, what stands still and what nobody has; no name of a party."""
    record("caseload.viewed", actor.area, by=actor)
    context = {
        "load": caseload(actor, now=clock.now()),
        "stages": [stage.label for stage in STAGES],
        "may_restrict": actor.may(Perm.CASE_RESTRICT),
        "may_answer": actor.may(Perm.RISK_SIGN_OFF),
    }
    return render(request, "cases/caseload.html", context)
