"""The triage page: read the referral, then decide."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from audit.record import record
from people.actions import reveal
from referrals import queries
from referrals.actions import AlreadyDecided, DecisionRefused, decide_referral
from referrals.forms.decide import DecideForm
from referrals.models import Referral
from referrals.pipeline import hints, steps_for
from referrals.stages import Decision, Status
from rjcase import clock
from ui.pages import back, form_page


@area_view(Perm.REFERRAL_VIEW)
def detail(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    referral = queries.get_referral(actor, reference)
    record("referral.viewed", referral, by=actor)
    form = DecideForm(initial={"version": referral.version})
    return _page(request, actor, referral, form)


@area_view(Perm.REFERRAL_DECIDE)
@require_POST
def decide(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Decline, or ask for information. The second of two coordinators learns what the first did."""
    referral = queries.get_referral(actor, reference)
    if not steps_for(referral, actor):
        return _too_late(request, referral, queries.what_was_decided(referral))
    form = DecideForm(request.POST)
    if form.is_valid():
        try:
            decided = decide_referral(referral, by=actor, now=clock.now(), **form.decided())
        except AlreadyDecided as first:
            return _too_late(request, referral, str(first))
        except DecisionRefused as refused:
            form.add_error(None, str(refused))
        else:
            return _next(request, actor, decided)
    return _page(request, actor, referral, form)


@area_view(Perm.REFERRAL_REVEAL)
@require_POST
def reveal_contact(
    request: HttpRequest, actor: Actor, reference: str, person: UUID
) -> HttpResponse:
    """Show how one person can be reached, until acceptance; the look is recorded first."""
    referral = queries.get_referral(actor, reference)
    named = get_object_or_404(queries.people_of(referral, actor), person_id=person)
    if referral.status == Status.ACCEPTED:
        raise PermissionDenied
    points = reveal(named.person, by=actor, reason="triage")
    context = {"referral": referral, "named": named, "points": points}
    return render(request, "referrals/contact_details.html", context)


def _page(request: HttpRequest, actor: Actor, referral: Referral, form: DecideForm) -> HttpResponse:
    people = list(queries.people_of(referral, actor))
    steps = steps_for(referral, actor)
    form.offer(steps)
    today = clock.today()
    accept = next((step for step in steps if Decision.ACCEPT in step.decisions), None)
    return form_page(
        request,
        "referrals/detail.html",
        form,
        referral=referral,
        row=queries.as_row(referral, today=today),
        people=[(one, one.person.age_on(today)) for one in people],
        decisions=queries.decisions_of(referral, actor),
        is_open=referral.status in {Status.TO_TRIAGE, Status.WAITING},
        outcome=queries.what_was_decided(referral) if referral.decision else "",
        hints=hints(referral, people),
        accept=accept,
        cases=queries.cases_of(referral, actor),
        refusals=accept.refusals(referral, actor) if accept else [],
        may_decide=any(step != accept for step in steps),
        may_reveal=actor.may(Perm.REFERRAL_REVEAL) and referral.status != Status.ACCEPTED,
    )


def _too_late(request: HttpRequest, referral: Referral, sentence: str) -> HttpResponse:
    """Who was first, and what the second one wrote, so that nothing is lost."""
    wanted = request.POST.get("decision", "")
    context = {
        "referral": referral,
        "sentence": sentence,
        "wanted": Decision(wanted).label if wanted in Decision.values else "",
        "note": request.POST.get("note", ""),
    }
    return render(request, "referrals/decided.html", context, status=409)


def _next(request: HttpRequest, actor: Actor, referral: Referral) -> HttpResponse:
    message = _("%(reference)s: %(decision)s.") % {
        "reference": referral.reference,
        "decision": Decision(referral.decision).label,
    }
    return back(request, message, "referrals:inbox", actor.area.slug)
