"""Showing a participant's contact details: never in a list, never for both sides at once."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import words_of
from areas.door import area_view
from areas.roles import Perm
from audit.record import record
from cases.forms.reveal import BreakGlassForm, RevealForm
from cases.models import Case, Participant
from cases.queries.activities import is_allocated, one_side
from cases.queries.case import get_participant
from cases.queries.safe_contact import line_of
from people.actions import reveal as reveal_person
from people.models import ContactPoint
from ui.pages import form_page

from .frame import frame
from .work import at, posted, seen

OWN_CASE = "own_case"
BREAK_GLASS = "break_glass"


@area_view(Perm.CASE_VIEW)
def reveal(request: HttpRequest, actor: Actor, reference: str, participant: UUID) -> HttpResponse:
    case = seen(request, actor, reference)
    who = get_participant(actor, case, participant)
    form = _form_for(actor, case)(posted(request))
    points = _show(who, actor, form) if form.is_valid() else None
    return form_page(
        request,
        "cases/work/reveal.html",
        form,
        **frame(actor, case, "cases:people"),
        title=_("Contact details"),
        who=one_side(who, words_of(actor)),
        participant=who,
        safe=line_of(who, actor),
        points=points,
        cancel=at("detail", actor, case),
    )


def _form_for(actor: Actor, case: Case) -> type[RevealForm] | type[BreakGlassForm]:
    """A facilitator of the case sees at once, a service manager for a reason, nobody else."""
    if actor.may(Perm.CONTACT_REVEAL) and is_allocated(actor, case):
        return RevealForm
    if actor.may(Perm.CONTACT_BREAK_GLASS):
        return BreakGlassForm
    raise PermissionDenied(Perm.CONTACT_REVEAL.value)


def _show(who: Participant, actor: Actor, form: RevealForm | BreakGlassForm) -> list[ContactPoint]:
    if isinstance(form, BreakGlassForm):
        record("contact.glass_broken", who, by=actor, case=who.case.reference, **form.length())
        return reveal_person(who.person, by=actor, reason=BREAK_GLASS)
    return reveal_person(who.person, by=actor, reason=OWN_CASE)
