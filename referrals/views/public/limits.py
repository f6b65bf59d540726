"""Limits of the public door. Generous, since a library, a prison or a refuge is one address."""

from __future__ import annotations

import logging
from datetime import timedelta

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from areas.limits import Limit
from referrals.actions.told_by_public import Answers
from rjcase import clock

ANSWERS = Limit("refer.answers", times=600, every=timedelta(hours=1))
SENT_FROM = Limit("refer.sent_from", times=20, every=timedelta(hours=1))
SENT_OF = Limit("refer.sent_of", times=10, every=timedelta(days=1))
"""Of one postcode, which is some fifteen homes."""
log = logging.getLogger(__name__)


def address_of(request: HttpRequest) -> str:
    """The visitor's address as the sign-in sees it, behind a proxy too; empty if nobody says it."""
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return ""


def may_answer(request: HttpRequest) -> bool:
    return ANSWERS.passes(address_of(request), now=clock.now())


def may_send(request: HttpRequest, answers: Answers) -> bool:
    """Count this sending by its address and its postcode; both count, whichever refuses."""
    now = clock.now()
    passes = [SENT_FROM.passes(address_of(request), now=now)]
    if postcode := answers["where"]["postcode"]:
        passes.append(SENT_OF.passes(postcode, now=now))
    return all(passes)


def too_many(request: HttpRequest) -> HttpResponse:
    log.warning("refer.too_many")
    return render(request, "refer/too_many.html", status=429)
