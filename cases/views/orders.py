"""Court orders and conditions that bind a participant."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from cases.actions.orders import (
    add_order,
    agree_to_contact,
    change_order,
    end_order,
    take_back_agreement,
)
from cases.forms.custody import EndForm
from cases.forms.orders import AgreeForm, ChangeOrderForm, OrderForm, PressVersionForm
from cases.queries.orders import orders_of
from drafts.pages import drafted
from rjcase import clock

from .custody_page import about_custody
from .work import posted


@area_view(Perm.CASE_WORK)
@drafted("case.order")
def order_add(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID
) -> HttpResponse:
    page = about_custody(request, actor, reference, participant)
    form = OrderForm(posted(request))
    return page.answer(
        form,
        lambda: add_order(page.who, by=actor, now=clock.now(), **form.cleaned_data),
        title=_("Add an order or condition"),
        done=_("The order has been added."),
    )


@area_view(Perm.CASE_WORK)
@drafted("case.order")
def order(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID, *, order: UUID
) -> HttpResponse:
    page = about_custody(request, actor, reference, participant)
    row = page.one_of(orders_of(page.who, actor), order)
    form = ChangeOrderForm(posted(request), order=row)
    return page.answer(
        form,
        lambda: change_order(row, by=actor, now=clock.now(), **form.cleaned_data),
        title=_("Change an order or condition"),
        done=_("The order has been changed."),
        row=row,
        said=_("A manager must agree again after a change.") if row.agreed_at else "",
    )


@area_view(Perm.CASE_WORK)
def order_end(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID, *, order: UUID
) -> HttpResponse:
    page = about_custody(request, actor, reference, participant)
    row = page.one_of(orders_of(page.who, actor), order)
    form = EndForm(posted(request), version=row.version, today=clock.today())
    form.fields["until_on"].label = _("What was the last day on which it was in force?")
    return page.answer(
        form,
        lambda: end_order(row, by=actor, now=clock.now(), **form.cleaned_data),
        title=_("Record that the order ended"),
        done=_("The end of the order has been recorded."),
        row=row,
        order=row,
    )


@area_view(Perm.ORDER_AGREE)
def order_agree(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID, *, order: UUID
) -> HttpResponse:
    page = about_custody(request, actor, reference, participant)
    row = page.one_of(orders_of(page.who, actor), order)
    form = AgreeForm(posted(request), version=row.version)
    return page.answer(
        form,
        lambda: agree_to_contact(row, by=actor, now=clock.now(), **form.cleaned_data),
        title=_("Agree to contact in spite of the order"),
        done=_("You have agreed to contact. The order does not stop it any more."),
        row=row,
        order=row,
        label=_("Agree"),
        kind="warning",
    )


@area_view(Perm.CASE_WORK)
def order_take_back(
    request: HttpRequest, actor: Actor, reference: str, participant: UUID, *, order: UUID
) -> HttpResponse:
    page = about_custody(request, actor, reference, participant)
    row = page.one_of(orders_of(page.who, actor), order)
    form = PressVersionForm(posted(request), version=row.version)
    return page.answer(
        form,
        lambda: take_back_agreement(row, by=actor, now=clock.now(), **form.cleaned_data),
        title=_("Take back the agreement to contact"),
        done=_("The order forbids contact again."),
        row=row,
        order=row,
        label=_("Take back"),
        kind="warning",
    )
