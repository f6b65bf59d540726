"""Is it the same as another referral? Compare, join, tell apart, separate again."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from audit.record import record
from people.actions import CannotBeJoined
from referrals.actions import AlreadyDecided
from referrals.actions.merge import (
    CannotBeMerged,
    join_referrals,
    separate_referral,
    tell_apart,
    which_stays,
)
from referrals.forms.same import CompareForm, SameAsForm, SeparateForm
from referrals.models import Referral
from referrals.queries.compare import Comparison, compare, joined_people
from rjcase import clock
from ui.pages import back, form_page

from .desk import filters_of, there_from
from .posted import get_open_referral, posted


@area_view(Perm.REFERRAL_DECIDE)
def same(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Ask for the reference of the other one; the comparison follows."""
    referral = get_open_referral(actor, reference)
    form = SameAsForm(posted(request))
    if form.is_valid():
        other = form.cleaned_data["reference"]
        found = Referral.objects.visible_to(actor).filter(reference__iexact=other).first()
        if found and found.pk != referral.pk:
            to = reverse("referrals:merge", args=[actor.area.slug, reference, found.reference])
            return redirect(f"{to}?{filters_of(request, actor).query()}")
        form.add_error("reference", _("There is no other referral with this reference"))
    record("referral.viewed", referral, by=actor)
    there = there_from(request, actor, reference)
    return form_page(request, "referrals/same.html", form, referral=referral, there=there)


@area_view(Perm.REFERRAL_DECIDE)
def merge(request: HttpRequest, actor: Actor, reference: str, other: str) -> HttpResponse:
    """Two referrals side by side, and the question whether they are the same."""
    referral, second = (get_open_referral(actor, one) for one in (reference, other))
    if referral.pk == second.pk:
        raise Http404
    found = compare(referral, second, actor)
    joined, stays = which_stays(referral, second)
    form = CompareForm(
        posted(request), pairs=found.pairs, initial={"version": joined.version, "answer": ""}
    )
    if form.is_valid():
        if form.cleaned_data["answer"] == "not_the_same":
            return _told_apart(request, actor, referral, second)
        if kept := _joined(form, actor, joined, stays):
            message = _("%(one)s was joined to %(other)s and counts with it.")
            names = {"one": joined.reference, "other": kept.reference}
            return back(request, message % names, there_from(request, actor, kept.reference))
    return _compared(request, actor, form, found)


def _compared(
    request: HttpRequest, actor: Actor, form: CompareForm, found: Comparison
) -> HttpResponse:
    for column in found.columns:
        record("referral.viewed", column.referral, by=actor)
    first, second = (column.referral for column in found.columns)
    stays = which_stays(first, second)[1]
    there = there_from(request, actor, first.reference)
    return form_page(
        request, "referrals/merge.html", form, found=found, referral=first, stays=stays, there=there
    )


def _joined(form: CompareForm, actor: Actor, joined: Referral, stays: Referral) -> Referral | None:
    """The one that stays; or none, and the form says why."""
    pairs = form.joined_people()
    told: dict[str, Any] = form.cleaned_data
    try:
        return join_referrals(
            joined,
            into=stays,
            by=actor,
            now=clock.now(),
            note=told["note"],
            version=told["version"],
            people=[
                (one.here.person, one.there.person)
                if one.here.referral_id == joined.pk
                else (one.there.person, one.here.person)
                for one in pairs
            ],
        )
    except AlreadyDecided as first:
        form.lost_race(str(first), version=_present(joined, actor).version)
    except (CannotBeMerged, CannotBeJoined) as refused:
        form.add_error(None, str(refused))
    return None


def _present(referral: Referral, actor: Actor) -> Referral:
    return Referral.objects.visible_to(actor).get(pk=referral.pk)


def _told_apart(
    request: HttpRequest, actor: Actor, referral: Referral, other: Referral
) -> HttpResponse:
    tell_apart(referral, other=other, by=actor, now=clock.now())
    message = _("Written down: %(one)s and %(other)s are not the same.") % {
        "one": referral.reference,
        "other": other.reference,
    }
    return back(request, message, there_from(request, actor, referral.reference))


@area_view(Perm.REFERRAL_DECIDE)
def separate(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Take a joining back."""
    referral = get_open_referral(actor, reference)
    people = joined_people(referral, actor)
    form = SeparateForm(posted(request), people=people, initial={"version": referral.version})
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("note", "version")}
        try:
            separate_referral(
                referral, by=actor, now=clock.now(), people=form.separated_people(), **told
            )
        except AlreadyDecided as first:
            form.lost_race(str(first), version=_present(referral, actor).version)
        else:
            message = _("%(reference)s counts by itself again.") % {"reference": reference}
            return back(request, message, there_from(request, actor, reference))
    record("referral.viewed", referral, by=actor)
    there = there_from(request, actor, reference)
    return form_page(request, "referrals/separate.html", form, referral=referral, there=there)
