"""What was sent, for those who view referrals: question and answer, as it came."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from audit.record import record
from people.models import ContactPoint
from referrals import queries
from referrals.forms.sent import read
from referrals.models import Incident, ReferralPerson

from .desk import there_from
from .posted import get_open_referral


@area_view(Perm.REFERRAL_VIEW)
def sent(request: HttpRequest, actor: Actor, reference: str, submission: UUID) -> HttpResponse:
    """One submission of the referral, or of one that was joined to it; the look is recorded."""
    referral = get_open_referral(actor, reference)
    one = get_object_or_404(queries.submissions_of(referral, actor), pk=submission)
    record("submission.viewed", one, by=actor)
    named = ReferralPerson.objects.visible_to(actor).filter(referral=one.referral_id)
    groups, left_out = read(
        one,
        incidents=list(Incident.objects.visible_to(actor).filter(referral=one.referral_id)),
        points=ContactPoint.objects.visible_to(actor).filter(person__in=named.values("person")),
    )
    context = {
        "referral": referral,
        "submission": one,
        "groups": groups,
        "left_out": left_out,
        "there": there_from(request, actor, reference),
    }
    return render(request, "referrals/sent.html", context)
