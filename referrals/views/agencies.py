"""The agencies that refer: what a service manager says of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from areas.scoping import Stale
from audit.record import record
from referrals.actions.agencies import (
    AgencyRefused,
    add_agency,
    add_domain,
    change_agency,
    end_account,
    invite_referrer,
    remove_domain,
    version_of,
)
from referrals.forms.agencies import AgencyForm, ChangeAgencyForm, DomainForm, InviteForm
from referrals.queries.agencies import agencies_of, domains_of, partners, referrers_of
from rjcase import clock
from ui.forms import Form
from ui.pages import back, form_page

from .posted import posted


@area_view(Perm.AREA_CONFIGURE)
def agencies(request: HttpRequest, actor: Actor) -> HttpResponse:
    record("agency.listed", ("areas.Agency", "all"), by=actor)
    return render(request, "referrals/desk/agencies.html", {"partners": partners(actor)})


@area_view(Perm.AREA_CONFIGURE)
def agency_add(request: HttpRequest, actor: Actor) -> HttpResponse:
    form = AgencyForm(posted(request))
    return _form_page(
        request,
        actor,
        form,
        heading=_("Add an agency"),
        does=lambda told: add_agency(**told, by=actor),
        message=_("The agency has been added."),
    )


@area_view(Perm.AREA_CONFIGURE)
def agency_change(request: HttpRequest, actor: Actor, agency: UUID) -> HttpResponse:
    row = get_object_or_404(agencies_of(actor), pk=agency)
    initial = {"name": row.name, "kind": row.kind, "version": version_of(row)}
    return _form_page(
        request,
        actor,
        ChangeAgencyForm(posted(request), initial=initial),
        heading=_("Change an agency"),
        does=lambda told: change_agency(row, **told, by=actor),
        message=_("The agency has been changed."),
    )


@area_view(Perm.AREA_CONFIGURE)
def domain_add(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Whoever has a work address there may ask for a one-off link."""
    initial = {"agency": request.GET.get("agency", "")}
    form = DomainForm(posted(request), agencies=agencies_of(actor), initial=initial)
    return _form_page(
        request,
        actor,
        form,
        heading=_("Add a mail domain"),
        does=lambda told: add_domain(
            told["agency"], domain=told["domain"], by=actor, now=clock.now()
        ),
        message=_("The mail domain has been added."),
    )


@area_view(Perm.AREA_CONFIGURE)
def referrer_invite(request: HttpRequest, actor: Actor) -> HttpResponse:
    initial = {"agency": request.GET.get("agency", "")}
    form = InviteForm(posted(request), agencies=agencies_of(actor), initial=initial)
    return _form_page(
        request,
        actor,
        form,
        heading=_("Invite somebody to refer"),
        does=lambda told: invite_referrer(
            told["agency"], name=told["name"], email=told["email"], by=actor, now=clock.now()
        ),
        message=_("The invitation is on its way."),
    )


@area_view(Perm.AREA_CONFIGURE)
@require_POST
def domain_remove(request: HttpRequest, actor: Actor, domain: UUID) -> HttpResponse:
    remove_domain(get_object_or_404(domains_of(actor), pk=domain), by=actor)
    message = _("The mail domain has been removed.")
    return back(request, message, "referrals:agencies", actor.area.slug)


@area_view(Perm.AREA_CONFIGURE)
@require_POST
def referrer_end(request: HttpRequest, actor: Actor, member: UUID) -> HttpResponse:
    end_account(get_object_or_404(referrers_of(actor), pk=member), by=actor)
    message = _("They can no longer come in.")
    return back(request, message, "referrals:agencies", actor.area.slug)


def _form_page(
    request: HttpRequest,
    actor: Actor,
    form: Form,
    *,
    heading: str,
    does: Callable[[dict[str, Any]], object],
    message: str,
) -> HttpResponse:
    if form.is_valid():
        try:
            does(form.cleaned_data)
        except AgencyRefused as refused:
            form.add_error(None, str(refused))
        except Stale as stale:
            form.lost_race(str(stale))  # type: ignore[attr-defined]
        else:
            return back(request, message, "referrals:agencies", actor.area.slug)
    return form_page(request, "referrals/desk/agency_form.html", form, heading=heading)
