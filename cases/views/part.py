"""Somebody's part in a case was chosen wrongly."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import words_of
from areas.door import area_view
from areas.roles import Perm
from cases.actions.part import correct_part
from cases.forms.part import PartForm
from cases.queries.part import in_the_way, what_ends
from rjcase import clock

from .one_person import about
from .work import posted


@area_view(Perm.CASE_WORK)
def part(request: HttpRequest, actor: Actor, reference: str, participant: UUID) -> HttpResponse:
    one = about(request, actor, reference, participant)
    ends = what_ends(one.who, actor)
    others = one.case.participants.exclude(pk=one.who.pk)
    form = PartForm(
        posted(request),
        participant=one.who,
        others=set(others.values_list("side", flat=True)),
        seen=ends.seen,
        words=words_of(actor),
    )
    return one.page(
        form,
        lambda: correct_part(one.who, by=actor, now=clock.now(), **form.told()),
        title=_("Correct their part"),
        template="cases/people/part.html",
        message=_("Their part in the case has been corrected."),
        obstacles=in_the_way(one.who, actor),
        ends=ends.sentences,
    )
