from django.http import Http404, HttpRequest, QueryDict

from areas.actor import Actor
from referrals import queries
from referrals.models import Referral


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form was sent, even if it is empty; nothing where the page is only opened."""
    return request.POST if request.method == "POST" else None


def get_open_referral(actor: Actor, reference: str) -> Referral:
    """One referral, or 404: also where it grew into a case that the actor may not see."""
    referral = queries.get_referral(actor, reference)
    if queries.is_closed_to(referral, actor):
        raise Http404
    return referral
