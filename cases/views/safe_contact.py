"""How somebody may be contacted: the line, the ways to reach them, and the second look at one."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from cases.actions.safe_contact import (
    add_way,
    agree_safe_contact,
    change_way,
    end_way,
    look_at_way,
)
from cases.forms.safe_contact import (
    ChangeWayForm,
    EndWayForm,
    LookForm,
    SafeContactForm,
    WayForm,
)
from cases.models import Case
from cases.queries.activities import is_allocated
from cases.queries.safe_contact import get_way, safe_contact_of
from cases.stages import Stage
from drafts.pages import drafted
from people.ways import as_told, value_for_a_second_look
from rjcase import clock

from .one_person import about
from .work import posted


@area_view(Perm.CASE_WORK)
def safe_contact(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID
) -> HttpResponse:
    one = about(request, actor, reference, participant)
    is_closed = one.case.stage == Stage.CLOSED
    form = SafeContactForm(posted(request), participant=one.who, only_no=is_closed)
    return one.page(
        form,
        lambda: agree_safe_contact(one.who, by=actor, now=clock.now(), **form.cleaned_data),
        title=_("Safe contact"),
        template="cases/people/safe_contact.html",
        safe=safe_contact_of(one.who, actor),
    )


@area_view(Perm.CASE_WORK)
@drafted("case.way_add")
def way_add(request: HttpRequest, actor: Actor, reference: str, participant: UUID) -> HttpResponse:
    one = about(request, actor, reference, participant, to="safe_contact")
    form = WayForm(posted(request))
    return one.page(
        form,
        lambda: add_way(one.who, by=actor, now=clock.now(), **form.cleaned_data),
        title=_("Add a way to reach them"),
        message=_("It was written down."),
    )


@area_view(Perm.CASE_WORK)
@drafted("case.way")
def way_change(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID, *, way: UUID
) -> HttpResponse:
    one = about(request, actor, reference, participant, to="safe_contact")
    point = get_way(actor, one.who, way)
    form = ChangeWayForm(posted(request), point=point)
    return one.page(
        form,
        lambda: change_way(one.who, way, by=actor, now=clock.now(), **form.cleaned_data),
        title=_("Change a way to reach them"),
        way=as_told(point),
    )


@area_view(Perm.CASE_WORK)
def way_end(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID, *, way: UUID
) -> HttpResponse:
    one = about(request, actor, reference, participant, to="safe_contact")
    point = get_way(actor, one.who, way)
    form = EndWayForm(posted(request))
    return one.page(
        form,
        lambda: end_way(one.who, way, by=actor, now=clock.now()),
        title=_("Do not use this way any more"),
        message=_("It is not used any more."),
        way=as_told(point),
    )


@area_view(Perm.CASE_WORK)
def way_look(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID, *, way: UUID
) -> HttpResponse:
    one = about(request, actor, reference, participant, to="safe_contact")
    _must_be_shown(actor, one.case)
    point = get_way(actor, one.who, way, waiting=True)
    shown = value_for_a_second_look(point, by=actor) if request.method == "POST" else ""
    form = LookForm(request.POST if "decided" in request.POST else None)
    return one.page(
        form,
        lambda: look_at_way(
            one.who, way, is_safe=form.cleaned_data["is_safe"], by=actor, now=clock.now()
        ),
        title=_("Look at a way to reach them"),
        template="cases/people/second_look.html",
        way=as_told(point),
        shown=shown,
    )


def _must_be_shown(actor: Actor, case: Case) -> None:
    """Those who may see contact details: who works the case, or a service manager."""
    works = actor.may(Perm.CONTACT_REVEAL) and is_allocated(actor, case)
    if not works and not actor.may(Perm.CONTACT_BREAK_GLASS):
        raise PermissionDenied(Perm.CONTACT_REVEAL.value)
