"""Workers who know somebody of a referral: a coordinator says so, for whoever it is."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from areas.actor import Actor
from areas.context import words_of
from areas.door import area_view
from areas.queries import members_who_may
from areas.roles import Perm
from audit.record import record
from people.actions import AlreadyConnected, declare_connection, end_connection
from people.models import Connection, Person
from people.queries import connections_with, namesakes
from referrals import queries
from referrals.forms.connections import ConnectionForm
from referrals.models import Referral, ReferralPerson
from rjcase import clock
from ui.pages import back, form_page
from ui.words import say

from .desk import filters_of, there_from
from .posted import get_open_referral, posted


@area_view(Perm.REFERRAL_DECIDE)
def connections(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Who of the service knows whom; and say that somebody does."""
    referral = get_open_referral(actor, reference)
    named = list(queries.people_of(referral, actor))
    workers = [member.user for member in members_who_may(actor, Perm.CASE_VIEW)]
    form = ConnectionForm(posted(request), workers=workers, people=_in_words(actor, named))
    if form.is_valid():
        told = form.told()
        try:
            declare_connection(told.pop("person"), by=actor, now=clock.now(), **told)
        except AlreadyConnected as refused:
            form.add_error(None, str(refused))
        else:
            message = _("Written down. This worker will not be offered a case with them.")
            return back(request, message, _here(request, actor, reference))
    return _page(request, actor, form, referral=referral, people=[one.person for one in named])


@area_view(Perm.REFERRAL_DECIDE)
@require_POST
def connection_end(
    request: HttpRequest, actor: Actor, reference: str, connection: UUID
) -> HttpResponse:
    """It was a mistake: the worker does not know them."""
    referral = get_open_referral(actor, reference)
    people = queries.people_of(referral, actor).values("person")
    rows = Connection.objects.visible_to(actor).filter(person__in=people)
    end_connection(get_object_or_404(rows, pk=connection), by=actor, now=clock.now())
    return back(request, _("Taken back."), _here(request, actor, reference))


def _here(request: HttpRequest, actor: Actor, reference: str) -> str:
    """This page again, with the filters that somebody came from."""
    here = reverse("referrals:connections", args=[actor.area.slug, reference])
    return f"{here}?{filters_of(request, actor).query()}"


def _page(
    request: HttpRequest,
    actor: Actor,
    form: ConnectionForm,
    *,
    referral: Referral,
    people: list[Person],
) -> HttpResponse:
    record("referral.viewed", referral, by=actor)
    known = connections_with(actor, [one.pk for one in people])
    own = {one.pk for one in people}
    alike = namesakes(actor, people)
    return form_page(
        request,
        "referrals/connections.html",
        form,
        referral=referral,
        there=there_from(request, actor, referral.reference),
        known=[(one, one.person_id in own) for one in known],
        namesakes=[user.name for user in form.workers.values() if user.pk in alike],
    )


def _in_words(actor: Actor, named: list[ReferralPerson]) -> list[tuple[Person, str]]:
    words = words_of(actor)
    return [
        (one.person, f"{say(words, one.side, capital=True)}: {one.person.short_name}")
        for one in named
    ]
