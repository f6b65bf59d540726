"""Restricting a case, and saying by name who may see it: for managers, who need not read it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.door import area_view
from areas.models import User
from areas.roles import Perm
from areas.scoping import Stale
from areas.two_people import SamePerson
from audit.record import record
from cases.actions.restriction import (
    AlreadySo,
    RestrictionRefused,
    give_access,
    lift_restriction,
    restrict_case,
    take_access,
)
from cases.forms.restriction import GiveForm, LiftForm, RestrictForm, TakeForm
from cases.models import Restriction
from cases.queries.restriction import (
    get_restriction,
    restrictions,
    team_members,
    who_may_see,
    who_sees,
)
from rjcase import clock
from ui.forms import Form
from ui.pages import back, form_page

from .frame import frame
from .work import page_of, posted, seen


@area_view(Perm.CASE_RESTRICT)
def restricted(request: HttpRequest, actor: Actor) -> HttpResponse:
    record("restrictions.listed", actor.area, by=actor)
    page = page_of(request, restrictions(actor))
    rows = list(page.object_list)
    named = who_sees(rows)
    context = {"page": page, "rows": [(row, named[row.case_id]) for row in rows]}
    return render(request, "cases/restricted.html", context)


@area_view(Perm.CASE_RESTRICT)
def case_restrict(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    case = seen(request, actor, reference)
    initial = {"members": list(team_members(case, actor))}
    form = RestrictForm(posted(request), people=who_may_see(actor), initial=initial)
    if form.is_valid():
        try:
            row = restrict_case(case, by=actor, now=clock.now(), **form.cleaned_data)
        except AlreadySo as first:
            form.conflict = str(first)
        except RestrictionRefused as refused:
            form.add_error("members", str(refused))
        else:
            message = _("The case is restricted. Only those named see it now.")
            return back(request, message, "cases:restriction", actor.area.slug, row.pk)
    return form_page(request, "cases/restrict.html", form, **frame(actor, case))


@area_view(Perm.CASE_RESTRICT)
def restriction(request: HttpRequest, actor: Actor, restriction: UUID) -> HttpResponse:
    """Who may see a restricted case, and one more."""
    row = _seen(actor, restriction)
    named = who_sees([row])[row.case_id]
    people = who_may_see(actor).exclude(user__in=named)
    form = GiveForm(posted(request), people=people)
    if form.is_valid():
        try:
            give_access(row, member=form.cleaned_data["member"], by=actor)
        except AlreadySo as first:
            form.conflict = str(first)
        except RestrictionRefused as refused:
            form.add_error("member", str(refused))
        else:
            return back(request, _("Opened."), "cases:restriction", actor.area.slug, row.pk)
    return _page(request, "restriction", form, row=row, named=named)


@area_view(Perm.CASE_RESTRICT)
def restriction_take(request: HttpRequest, actor: Actor, restriction: UUID) -> HttpResponse:
    row = _seen(actor, restriction)
    named = who_sees([row])[row.case_id]
    people = User.objects.filter(pk__in=[one.pk for one in named]).order_by("name")
    form = TakeForm(posted(request), people=people)
    if form.is_valid():
        try:
            take_access(row, user=form.cleaned_data["user"], by=actor)
        except AlreadySo as first:
            form.conflict = str(first)
        except RestrictionRefused as refused:
            form.add_error("user", str(refused))
        else:
            return back(request, _("Closed."), "cases:restriction", actor.area.slug, row.pk)
    return _page(request, "restriction_take", form, row=row, named=named)


@area_view(Perm.CASE_RESTRICT)
def restriction_lift(request: HttpRequest, actor: Actor, restriction: UUID) -> HttpResponse:
    row = _seen(actor, restriction)
    form = LiftForm(posted(request), initial={"version": row.version})
    if form.is_valid():
        try:
            lift_restriction(row, by=actor, now=clock.now(), **form.cleaned_data)
        except (AlreadySo, Stale) as first:
            form.conflict = str(first)
        except SamePerson as refused:
            form.add_error(None, str(refused))
        else:
            message = _("The restriction is lifted: the case is seen by role again.")
            return back(request, message, "cases:restricted", actor.area.slug)
    return _page(request, "restriction_lift", form, row=row, named=who_sees([row])[row.case_id])


def _seen(actor: Actor, pk: UUID) -> Restriction:
    """The restriction, or 404; that it was seen is written down."""
    row = get_restriction(actor, pk)
    record("restriction.viewed", row, by=actor)
    return row


def _page(
    request: HttpRequest, name: str, form: Form, *, row: Restriction, named: list[User]
) -> HttpResponse:
    return form_page(request, f"cases/{name}.html", form, restriction=row, named=named)
