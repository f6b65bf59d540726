"""Parcels: offer a referral to another area, take it back, answer what another area offers."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from areas.actor import Actor
from areas.door import area_view
from areas.queries import live_areas
from areas.roles import Perm
from audit.record import record
from referrals import queries
from referrals.actions import AlreadyDecided
from referrals.actions.settle import settle_parcels
from referrals.actions.transfer import (
    CannotBeOffered,
    ParcelAnswered,
    ReasonMissing,
    accept_parcel,
    offer_parcel,
    refuse_parcel,
    take_back,
)
from referrals.forms.transfer import AnswerForm, TransferForm
from referrals.models import Parcel, Referral
from referrals.pipeline import step_by
from referrals.queries.parcels import (
    both_ways,
    get_parcel,
    latest_parcel,
    summary_in_words,
    what_became,
)
from referrals.stages import Decision
from rjcase import clock
from ui.pages import back, form_page

from .desk import there_from
from .posted import posted


@area_view(Perm.REFERRAL_DECIDE)
def transfer(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Offer a referral to another area; where it was offered, its parcel."""
    settle_parcels(by=Actor.system(actor.area), now=clock.now())
    referral = queries.get_referral(actor, reference)
    can_be = step_by(referral, Decision.OFFER) is not None
    sent = latest_parcel(referral, actor)
    if sent and not can_be and request.method != "POST":
        return redirect("referrals:parcel", actor.area.slug, sent.pk)
    areas = live_areas().exclude(pk=actor.area_id)
    form = TransferForm(posted(request), areas=areas, initial={"version": referral.version})
    if form.is_valid() and (parcel := _offered(form, actor, referral)):
        message = _("%(reference)s was offered to %(area)s.")
        names = {"reference": reference, "area": parcel.to_area.name}
        return back(request, message % names, "referrals:parcel", actor.area.slug, parcel.pk)
    record("referral.viewed", referral, by=actor)
    template = "referrals/transfer.html"
    there = there_from(request, actor, reference)
    return form_page(request, template, form, referral=referral, can_be=can_be, there=there)


def _offered(form: TransferForm, actor: Actor, referral: Referral) -> Parcel | None:
    """The parcel; or none, and the form says why."""
    try:
        return offer_parcel(referral, by=actor, now=clock.now(), **form.cleaned_data)
    except AlreadyDecided as first:
        present = queries.get_referral(actor, referral.reference)
        form.lost_race(str(first), version=present.version)
    except CannotBeOffered as refused:
        field = "reason" if isinstance(refused, ReasonMissing) else "to_area"
        form.add_error(field, str(refused))
    return None


@area_view(Perm.REFERRAL_DECIDE)
@require_POST
def parcel_take_back(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Take a parcel back that nobody has answered."""
    referral = queries.get_referral(actor, reference)
    sent = latest_parcel(referral, actor)
    if sent is None:
        raise Http404
    try:
        take_back(referral, by=actor, now=clock.now())
    except (ParcelAnswered, AlreadyDecided) as first:
        settle_parcels(by=Actor.system(actor.area), now=clock.now())
        return _too_late(request, actor, sent, sentence=str(first))
    message = _("%(reference)s was taken back and is to be triaged.") % {"reference": reference}
    return back(request, message, "referrals:detail", actor.area.slug, reference)


@area_view(Perm.REFERRAL_DECIDE)
def parcels(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What other areas offer, and what was offered to them."""
    settle_parcels(by=Actor.system(actor.area), now=clock.now())
    record("parcel.listed", ("referrals.Parcel", "both"), by=actor)
    return render(request, "referrals/parcels.html", {"both": both_ways(actor)})


@area_view(Perm.REFERRAL_DECIDE)
def parcel(request: HttpRequest, actor: Actor, parcel: UUID) -> HttpResponse:
    """The summary of one parcel; whoever was sent it answers here."""
    row = get_parcel(actor, parcel)
    mine = row.to_area_id == actor.area_id
    if request.method == "POST" and not mine:
        raise Http404
    form = AnswerForm(posted(request))
    if form.is_valid():
        try:
            return _answered(request, actor, row, form)
        except ParcelAnswered as first:
            written = form.cleaned_data["reason"]
            return _too_late(request, actor, row, sentence=str(first), written=written)
    return _page(request, actor, row, form)


def _answered(request: HttpRequest, actor: Actor, row: Parcel, form: AnswerForm) -> HttpResponse:
    now = clock.now()
    if form.cleaned_data["answer"] == "refuse":
        refuse_parcel(row, reason=form.cleaned_data["reason"], by=actor, now=now)
        message = _("The transfer from %(area)s was sent back.") % {"area": row.from_area.name}
        return back(request, message, "referrals:parcels", actor.area.slug)
    referral = accept_parcel(row, by=actor, now=now)
    message = _("Accepted: it is referral %(reference)s here.") % {"reference": referral.reference}
    return back(request, message, "referrals:detail", actor.area.slug, referral.reference)


def _page(request: HttpRequest, actor: Actor, row: Parcel, form: AnswerForm) -> HttpResponse:
    record("parcel.viewed", row, by=actor)
    is_open = row.state == Parcel.State.OFFERED
    mine = row.to_area_id == actor.area_id
    return form_page(
        request,
        "referrals/parcel.html",
        form,
        parcel=row,
        facts=summary_in_words(row, actor),
        became=what_became(row),
        to_answer=is_open and mine,
        to_take_back=is_open and not mine,
        is_ours=mine,
    )


def _too_late(
    request: HttpRequest, actor: Actor, row: Parcel, *, sentence: str, written: str = ""
) -> HttpResponse:
    """Who was first; what the second one wrote is not lost."""
    record("parcel.viewed", row, by=actor)
    context = {"parcel": row, "sentence": sentence, "written": written}
    return render(request, "referrals/parcel_answered.html", context, status=409)
