"""Naming somebody more in a referral, for whoever decides."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import words_of
from areas.door import area_view
from areas.roles import Perm
from areas.scoping import Stale
from audit.record import record
from drafts.pages import drafted
from referrals import queries
from referrals.actions.name import CannotBeNamed, name_person
from referrals.forms.name import NameForm
from referrals.forms.tasks.pages import Asked
from referrals.models import Referral
from referrals.pipeline import UNDECIDED
from referrals.sides import OF_MEDIATION, is_mediation
from rjcase import clock
from ui.pages import back, form_page

from .desk import there_from
from .posted import get_open_referral, posted


@area_view(Perm.REFERRAL_DECIDE)
@drafted("referral.name")
def person_add(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """One more person on one of the two sides."""
    referral = get_open_referral(actor, reference)
    asked = Asked(today=clock.today(), mediation=_is_mediation(referral, actor))
    initial = {"version": referral.version}
    form = NameForm(posted(request), asked=asked, words=words_of(actor), initial=initial)
    there = there_from(request, actor, reference)
    if form.is_valid() and _named(form, actor, referral):
        return back(request, _("The person has been added."), there)
    record("referral.viewed", referral, by=actor, page="person_add")
    return form_page(
        request,
        "referrals/person_add.html",
        form,
        referral=referral,
        there=there,
        can_be=referral.status in UNDECIDED,
    )


def _is_mediation(referral: Referral, actor: Actor) -> bool:
    """By whom it names or, where it names nobody, by who wanted it."""
    sides = [one.side for one in queries.people_of(referral, actor)]
    return is_mediation(sides) or bool(OF_MEDIATION & {referral.source, referral.initiator})


def _named(form: NameForm, actor: Actor, referral: Referral) -> bool:
    """Whether they were; if not, the form says why."""
    version = form.cleaned_data["version"]
    try:
        name_person(referral, form.named(), version=version, by=actor, now=clock.now())
    except Stale as first:
        form.lost_race(str(first))
        return False
    except CannotBeNamed as refused:
        form.add_error(None, str(refused))
        return False
    return True
