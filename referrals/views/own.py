"""What whoever refers sees of what they sent: that, one word, and what the service asks of them."""

from __future__ import annotations

import json
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm, Role
from audit.record import record
from drafts.queries import drafts_of
from referrals import queries
from referrals.actions import AlreadyDecided, DecisionRefused
from referrals.actions.answer import answer_referral
from referrals.forms.answer import AnswerForm
from referrals.forms.sent import grouped
from referrals.models import Submission
from referrals.queries.copies import has_copy
from referrals.queries.drafted import FORM
from rjcase import clock
from ui.pages import back, form_page

PER_PAGE = 25


@area_view(Perm.REFERRAL_VIEW_OWN)
def own(request: HttpRequest, actor: Actor) -> HttpResponse:
    record("submission.listed", ("referrals.Submission", "own"), by=actor)
    page = Paginator(queries.own_submissions(actor), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(one, queries.word_for(one)) for one in page],
        "is_guest": Role.GUEST in actor.roles,
        "drafts": drafts_of(actor, FORM).count(),
    }
    return render(request, "referrals/own.html", context)


@area_view(Perm.REFERRAL_VIEW_OWN)
def own_detail(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    submissions = _opened(actor, reference)
    context = {
        "reference": reference,
        "word": queries.word_for(submissions[0]),
        "asked": queries.what_was_asked(submissions[0].referral, actor),
        "submissions": [(one, _answers(one)) for one in submissions],
        "has_copy": has_copy(submissions[-1], actor),
    }
    return render(request, "referrals/own_detail.html", context)


@area_view(Perm.REFERRAL_VIEW_OWN)
def own_answer(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Answer what the service asked; the referral then goes back to be decided."""
    referral = _opened(actor, reference)[0].referral
    asked = queries.what_was_asked(referral, actor)
    place = (actor.area.slug, reference)
    if not asked and request.method != "POST":
        return redirect("referrals:own_detail", *place)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            answer_referral(referral, text=form.cleaned_data["text"], by=actor, now=clock.now())
        except (AlreadyDecided, DecisionRefused) as refused:
            form.conflict = str(refused)
        else:
            return back(request, _("Your answer has been sent."), "referrals:own_detail", *place)
    context: dict[str, Any] = {"reference": reference, "asked": asked}
    return form_page(request, "referrals/own_answer.html", form, **context)


def _opened(actor: Actor, reference: str) -> list[Submission]:
    submissions = queries.get_own_submissions(actor, reference)
    for submission in submissions:
        record("submission.viewed", submission, by=actor)
    return submissions


def _answers(submission: Submission) -> list[tuple[str, list[tuple[str, str]]]]:
    """Under a heading for each person."""
    return grouped((question, answer) for question, answer in json.loads(submission.as_sent))
