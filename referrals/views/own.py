"""What an agency's officer sees of what their agency sent: that, and one word."""

from __future__ import annotations

import json

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from audit.record import record
from referrals import queries
from referrals.models import Submission

PER_PAGE = 25


@area_view(Perm.REFERRAL_VIEW_OWN)
def own(request: HttpRequest, actor: Actor) -> HttpResponse:
    record("submission.listed", ("referrals.Submission", "own"), by=actor)
    page = Paginator(queries.own_submissions(actor), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(one, queries.WORD_FOR_REFERRER[one.referral.status]) for one in page]
    return render(request, "referrals/own.html", {"page": page, "rows": rows})


@area_view(Perm.REFERRAL_VIEW_OWN)
def own_detail(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    submissions = queries.get_own_submissions(actor, reference)
    for submission in submissions:
        record("submission.viewed", submission, by=actor)
    context = {
        "reference": reference,
        "word": queries.WORD_FOR_REFERRER[submissions[0].referral.status],
        "submissions": [(one, _answers(one)) for one in submissions],
    }
    return render(request, "referrals/own_detail.html", context)


def _answers(submission: Submission) -> list[tuple[str, str]]:
    return [(question, answer) for question, answer in json.loads(submission.as_sent)]
