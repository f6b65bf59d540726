"""Who somebody in a case is, what helps them, and that they were asked about equality."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import words_of
from areas.door import area_view
from areas.roles import Perm
from cases.actions.details import describe_participant
from cases.actions.equality import ask_about_equality
from cases.forms.details import DetailsForm, EqualityForm
from cases.queries.activities import of_case
from drafts.pages import drafted
from people.monitoring import asked_of
from rjcase import clock

from .one_person import about
from .work import posted


@area_view(Perm.CASE_WORK)
@drafted("case.details")
def details(request: HttpRequest, actor: Actor, reference: str, participant: UUID) -> HttpResponse:
    one = about(request, actor, reference, participant)
    form = DetailsForm(
        posted(request),
        participant=one.who,
        others=of_case(actor, one.case),
        today=clock.today(),
        words=words_of(actor),
    )
    return one.page(
        form,
        lambda: describe_participant(one.who, by=actor, now=clock.now(), **form.described()),
        title=_("About them"),
        template="cases/people/details.html",
    )


@area_view(Perm.CASE_WORK)
@drafted("case.equality")
def equality(request: HttpRequest, actor: Actor, reference: str, participant: UUID) -> HttpResponse:
    one = about(request, actor, reference, participant)
    form = EqualityForm(posted(request))
    return one.page(
        form,
        lambda: ask_about_equality(one.who, by=actor, now=clock.now(), **form.told()),
        title=_("Equality monitoring"),
        template="cases/people/equality.html",
        message=_("Saved. The answers are kept apart from the case."),
        asked=asked_of([one.who.person_id], actor).get(one.who.person_id),
    )
