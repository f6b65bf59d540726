"""Who is in a case: see them, add one, change how one stands."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import words_of
from areas.door import area_view
from areas.roles import Perm
from audit.record import record
from cases.actions.participants import add_participant, update_participant
from cases.forms.participants import AddParticipantForm, ParticipantForm, Search
from cases.models import Case
from cases.pipeline import may_override
from cases.queries.attempts import attempts_of
from cases.queries.case import get_case, participants_of
from cases.queries.known_people import KnownPerson, known_people
from cases.queries.leaving import what_stops
from cases.queries.logged import back_to
from cases.queries.people import cards_of, named_in_referrals, only_pair_with, pairs_of
from cases.stages import Stage
from drafts.pages import drafted
from rjcase import clock
from ui.pages import back, form_page

from .frame import frame
from .one_person import about, saves
from .work import at, posted, seen


@area_view(Perm.CASE_VIEW)
def case_people(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    case = get_case(actor, reference)
    record("case.viewed", case, by=actor, page="people")
    pairs = pairs_of(case, actor)
    context = {
        **frame(actor, case, "cases:people"),
        "cards": cards_of(participants_of(case, actor), actor, clock.today()),
        "pairs": pairs if len(pairs) > 1 else [],
        "only_pair": pairs[0] if len(pairs) == 1 else None,
        **what_may_be_done(actor, case),
    }
    return render(request, "cases/people.html", context)


def what_may_be_done(actor: Actor, case: Case) -> dict[str, bool]:
    may_work = actor.may(Perm.CASE_WORK)
    return {
        "may_work": may_work and case.stage != Stage.CLOSED,
        "may_withdraw": may_work,
        "may_spare": may_work and may_override(actor),
        "may_reveal": actor.may(Perm.CONTACT_REVEAL) or actor.may(Perm.CONTACT_BREAK_GLASS),
    }


def search(actor: Actor, case: Case) -> Search:
    """Looking for somebody by a typed name; that it was done is written down, not for whom."""

    def known(**typed: str) -> list[KnownPerson]:
        found = known_people(actor, **typed)
        record("people.searched", case, by=actor, found=len(found))
        return found

    return known


@area_view(Perm.CASE_WORK)
@drafted("case.participant_add")
def participant_add(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    case = seen(request, actor, reference)
    form = AddParticipantForm(
        posted(request),
        named=named_in_referrals(case, actor),
        known=search(actor, case),
        sides=set(case.participants.values_list("side", flat=True)),
        words={key: str(word) for key, word in words_of(actor).items()},
    )
    if form.is_valid() and saves(
        form, lambda: add_participant(case, by=actor, now=clock.now(), **form.cleaned_data)
    ):
        return back(request, _("They were added to the case."), at("people", actor, case))
    context = frame(actor, case, "cases:people")
    return form_page(request, "cases/participant_add.html", form, **context)


@area_view(Perm.CASE_WORK)
@drafted("case.participant")
def participant_edit(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID
) -> HttpResponse:
    one = about(request, actor, reference, participant)
    attempts, further = attempts_of(one.who, actor), back_to(one.who, actor)
    form = ParticipantForm(
        posted(request),
        participant=one.who,
        today=clock.today(),
        attempts=attempts,
        back_to=further,
    )
    return one.page(
        form,
        lambda: update_participant(one.who, by=actor, now=clock.now(), **form.cleaned_data),
        title=_("Change how somebody stands"),
        template="cases/participant.html",
        attempts=attempts,
        back_to=further,
        only_pair=only_pair_with(one.who, actor),
        stops=what_stops(one.who, actor),
    )
