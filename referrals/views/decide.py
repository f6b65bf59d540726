"""Deciding a referral, one way at a time; accepting has its own page, where the case is opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from audit.record import record
from drafts.pages import drafted
from referrals import queries
from referrals.actions import AlreadyDecided, answer_referral, decide_referral
from referrals.actions.decide import ChangedMeanwhile
from referrals.forms.decide import WAYS, AskForm, WayForm
from referrals.models import Referral
from referrals.pipeline import step_by
from referrals.queries.addressee import told_of_a_question
from referrals.sides import is_mediation
from referrals.stages import Decision
from rjcase import clock
from ui.pages import back, form_page

from .desk import detail_url, facts, filters_of, queue_url


@area_view(Perm.REFERRAL_DECIDE)
@drafted("referral.decide", variant="as")
def decide(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """One way, by `?as=`. The second of two coordinators learns what the first did."""
    way = WAYS.get(request.GET.get("as", "not-suitable"))
    if way is None:
        raise Http404
    referral = queries.get_referral(actor, reference)
    posted = request.POST if request.method == "POST" else None
    form = _form(way, posted, actor, referral)
    there = detail_url(actor, reference, filters_of(request, actor))
    if not step_by(referral, way.decision):
        if posted is None:
            return redirect(there)
        return _too_late(request, form, AlreadyDecided(queries.what_was_decided(referral)), there)
    if form.is_valid():
        try:
            decided = _act(referral, form, by=actor)
        except AlreadyDecided as first:
            return _too_late(request, form, first, there)
        return _next(request, actor, decided, form=form, there=there)
    return _page(request, actor, referral, form=form, there=there)


def _form(
    way: type[WayForm], posted: QueryDict | None, actor: Actor, referral: Referral
) -> WayForm:
    return way(
        posted,
        today=clock.today(),
        mediation=is_mediation(one.side for one in queries.people_of(referral, actor)),
        referrer=told_of_a_question(referral, actor) if way is AskForm else None,
        initial={"version": referral.version},
    )


def _act(referral: Referral, form: WayForm, *, by: Actor) -> Referral:
    """What the form asks for. Its answers are such that nothing but a lost race stands against."""
    told: dict[str, Any] = form.decided()
    act: Callable[..., Referral] = decide_referral
    if told["decision"] == Decision.ANSWERED:
        del told["decision"]
        act = answer_referral
    return act(referral, by=by, now=clock.now(), **told)


def _page(
    request: HttpRequest, actor: Actor, referral: Referral, *, form: WayForm, there: str
) -> HttpResponse:
    record("referral.viewed", referral, by=actor, page="decide")
    return form_page(
        request,
        "referrals/decide.html",
        form,
        referral=referral,
        there=there,
        asked=queries.latest_question(referral, actor),
        **facts(referral, actor),
    )


def _too_late(
    request: HttpRequest, form: WayForm, first: AlreadyDecided, there: str
) -> HttpResponse:
    """Who was first, and what the second one wrote, so that nothing is lost."""
    context = {
        "title": form.title,
        "kept": form.kept(),
        "sentence": str(first),
        "is_decided": not isinstance(first, ChangedMeanwhile),
        "there": there,
    }
    return render(request, "referrals/decided.html", context, status=409)


def _next(
    request: HttpRequest, actor: Actor, referral: Referral, *, form: WayForm, there: str
) -> HttpResponse:
    """Back to the queue that the coordinator works through, or to the referral itself."""
    message = _("%(reference)s: %(decision)s.") % {
        "reference": referral.reference,
        "decision": Decision(referral.decision).label,
    }
    queue = queue_url(actor, filters_of(request, actor))
    return back(request, message, there if form.stays else queue)
