"""Who is in a case: see them, add one, change how one stands."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import settings_of
from areas.door import area_view
from areas.models import AreaSettings
from areas.roles import Perm
from areas.scoping import Stale
from areas.words import WORDS
from audit.record import record
from cases.actions.activity import CaseClosed, ImpossibleDay
from cases.actions.participants import (
    InTheCase,
    TooFewAttempts,
    add_participant,
    update_participant,
)
from cases.forms.participants import AddParticipantForm, ParticipantForm
from cases.queries.attempts import attempts_of
from cases.queries.case import get_case, get_participant, participants_of
from cases.queries.people import named_in_referrals, pairs_of
from rjcase import clock
from ui.pages import back, form_page

from .frame import frame
from .work import posted, seen


@area_view(Perm.CASE_VIEW)
def case_people(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    case = get_case(actor, reference)
    record("case.viewed", case, by=actor, page="people")
    pairs = pairs_of(case, actor)
    context = {
        **frame(actor, case, "cases:people"),
        "people": participants_of(case, actor),
        "pairs": pairs if len(pairs) > 1 else [],
        "may_work": actor.may(Perm.CASE_WORK) and case.closed_on is None,
        "may_withdraw": actor.may(Perm.CASE_WORK),
        "may_reveal": actor.may(Perm.CONTACT_REVEAL) or actor.may(Perm.CONTACT_BREAK_GLASS),
    }
    return render(request, "cases/people.html", context)


@area_view(Perm.CASE_WORK)
def participant_add(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    case = seen(request, actor, reference)
    words = WORDS[AreaSettings.Words(settings_of(actor).words)]
    named = named_in_referrals(case, actor)
    form = AddParticipantForm(
        posted(request), named=named, words={key: str(word) for key, word in words.items()}
    )
    if form.is_valid():
        try:
            row = add_participant(case, by=actor, now=clock.now(), **form.cleaned_data)
        except (InTheCase, CaseClosed) as refused:
            form.add_error(None, str(refused))
        else:
            message = _("%(name)s was added to the case.") % {"name": row.person.short_name}
            return back(request, message, "cases:people", actor.area.slug, case.reference)
    return form_page(request, "cases/participant_add.html", form, **frame(actor, case))


@area_view(Perm.CASE_WORK)
def participant_edit(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID
) -> HttpResponse:
    case = get_case(actor, reference)
    row = get_participant(actor, case, participant)
    record("participant.viewed", row, by=actor)
    attempts = attempts_of(row, actor)
    form = ParticipantForm(posted(request), participant=row, today=clock.today(), attempts=attempts)
    if form.is_valid():
        try:
            update_participant(row, by=actor, now=clock.now(), **form.cleaned_data)
        except Stale as stale:
            form.lost_race(str(stale), version=row.version)
        except (ImpossibleDay, CaseClosed, TooFewAttempts) as refused:
            form.add_error(None, str(refused))
        else:
            return back(request, _("Saved."), "cases:people", actor.area.slug, case.reference)
    context = {**frame(actor, case), "participant": row, "attempts": attempts}
    return form_page(request, "cases/participant.html", form, **context)
