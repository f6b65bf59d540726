"""Court orders and conditions, and the guard that they put before everything that crosses."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.roles import Perm
from areas.scoping import AreaQuerySet, save_version
from areas.two_people import SamePerson, TwoPersonAct, need_two
from cases.models import CaseWorker, CourtOrder, Participant
from cases.queries.orders import forbidding, forbids_elsewhere, taking_part
from cases.stages import OrderKind, Side

from .activity import locked, stamp
from .case_work import SomebodyWasFirst, WorkRefused, work_on, work_with
from .participants import participant_of
from .timeline import tell

AGREED = ("agreed_by", "agreed_at", "agreed_why")


class ForbiddenByOrder(WorkRefused):
    """An order forbids contact with the other side, and no manager has agreed."""


class OrderRefused(WorkRefused):
    """The days do not fit, or it is for another manager."""


def must_be_allowed(
    one: Participant, other: Participant, *, by: Actor, now: datetime, on: date | None = None
) -> None:
    """Asked at the moment of everything that goes from one side to the other. An order counts in
    every case of the area where the same two persons stand opposed.

    `on` is the day of what is being arranged, if it is not today. Ask it with the case locked, so
    that no order comes in between. Raises ForbiddenByOrder.
    """
    if one.side == other.side or Side.NEUTRAL in (one.side, other.side):
        return
    day = on or timezone.localdate(now)
    order = forbidding(one.case, (one, other), by, on=day).first()
    if order is not None:
        raise ForbiddenByOrder(
            _(
                "An order or condition forbids %(name)s contact with the other side. A manager "
                "must agree before anything is sent, passed on or arranged."
            )
            % {"name": order.against.person.short_name}
        )
    reference = forbids_elsewhere(one, other, by, on=day)
    if reference is not None:
        raise ForbiddenByOrder(_elsewhere(one, other, reference))


def _elsewhere(one: Participant, other: Participant, reference: str) -> str:
    """Nothing of the other case but that there is one, unless the reader may see it."""
    said = _(
        "An order or condition that is recorded in another case forbids %(one)s and %(other)s "
        "contact with each other. A manager must agree there before anything is sent, passed on "
        "or arranged."
    )
    if reference:
        said = _(
            "An order or condition that is recorded in %(case)s forbids %(one)s and %(other)s "
            "contact with each other. A manager must agree there before anything is sent, passed "
            "on or arranged."
        )
    first, second = sorted(one.person.short_name for one in (one, other))
    return said % {"one": first, "other": second, "case": reference}


@transaction.atomic
def add_order(
    participant: Participant,
    *,
    kind: str,
    terms: str,
    forbids_contact: bool,
    from_on: date,
    until_on: date | None,
    by: Actor,
    now: datetime,
) -> CourtOrder:
    """Write down what binds a participant; it may begin later. Raises OrderRefused, CaseClosed."""
    case, participant = work_with(participant, by=by)
    _must_follow(from_on, until_on)
    order = CourtOrder.objects.create(
        case=case,
        against=participant,
        kind=OrderKind(kind),
        terms=terms,
        forbids_contact=forbids_contact,
        from_on=from_on,
        until_on=until_on,
        **stamp(by, now),
    )
    _tell(order, "order.added", by=by, now=now)
    return order


@transaction.atomic
def change_order(
    order: CourtOrder,
    *,
    version: int,
    kind: str,
    terms: str,
    forbids_contact: bool,
    from_on: date,
    until_on: date | None,
    by: Actor,
    now: datetime,
) -> CourtOrder:
    """Correct what was written down. What a manager had agreed to lapses where it reads otherwise.

    Whoever changes what it says is from then on the one who wrote it down; only a manager eases
    what forbids contact. Raises OrderRefused, Stale, CaseClosed.
    """
    work_on(order.against.case, by=by)
    order = _locked(order, by=by)
    _must_follow(from_on, until_on)
    if order.forbids_contact and not (forbids_contact and _as_long(order, from_on, until_on)):
        _must_be_a_manager(by)
    told = (OrderKind(kind), terms, forbids_contact, from_on, until_on)
    stood = (order.kind, order.terms, order.forbids_contact, order.from_on, order.until_on)
    if told != stood:
        _lapse(order)
        order.recorded_by = by.user
    order.kind, order.terms, order.forbids_contact, order.from_on, order.until_on = told
    fields = ["kind", "terms", "forbids_contact", "from_on", "until_on", "recorded_by"]
    save_version(order, version=version, fields=[*fields, *AGREED])
    _tell(order, "order.changed", by=by, now=now)
    return order


@transaction.atomic
def end_order(
    order: CourtOrder, *, until_on: date, version: int, by: Actor, now: datetime
) -> CourtOrder:
    """Write down that it ended, today or earlier; for one that forbids contact a manager does. In a
    closed case too, as it counts in every other case of the same two people.

    Raises OrderRefused, Stale.
    """
    order = _locked(order, by=by)
    today = timezone.localdate(now)
    if order.until_on is not None and order.until_on < today:
        raise SomebodyWasFirst(_("This order has ended already."))
    if order.forbids_contact:
        _must_be_a_manager(by)
    _must_follow(order.from_on, until_on)
    if until_on > today:
        raise OrderRefused(_("The day it ended must be today or in the past."))
    order.until_on = until_on
    save_version(order, version=version, fields=["until_on"])
    _tell(order, "order.ended", by=by, now=now, on=until_on)
    return order


@transaction.atomic
def agree_to_contact(
    order: CourtOrder, *, why: str, version: int, by: Actor, now: datetime
) -> CourtOrder:
    """A manager lets contact with the other side go on in spite of the order, and says why.

    Neither who wrote it down nor who works on the case, or has worked on it since; nor on another
    one in which the person takes part, as the order counts there too. In a closed case as well.
    Raises OrderRefused, SomebodyWasFirst, Stale.
    """
    by.must(Perm.ORDER_AGREE)
    order = _locked(order, by=by)
    if not order.forbids_contact:
        raise OrderRefused(_("This order does not forbid contact: nobody has to agree."))
    if order.agreed_at is not None:
        raise SomebodyWasFirst(_("Another manager has agreed already."))
    if not why.strip():
        raise OrderRefused(_("Say why contact may go on in spite of the order."))
    _must_be_another(order, by=by)
    order.agreed_by, order.agreed_at, order.agreed_why = by.user, now, why
    save_version(order, version=version, fields=list(AGREED))
    _tell(order, "order.agreed", by=by, now=now)
    return order


@transaction.atomic
def take_back_agreement(order: CourtOrder, *, version: int, by: Actor, now: datetime) -> CourtOrder:
    """The order forbids contact again: whoever works on the case may see to it, at once, and in a
    closed case too.

    Raises SomebodyWasFirst, Stale.
    """
    order = _locked(order, by=by)
    if order.agreed_at is None:
        raise SomebodyWasFirst(_("No manager has agreed, or it was taken back already."))
    _lapse(order)
    save_version(order, version=version, fields=list(AGREED))
    _tell(order, "order.agreement_taken_back", by=by, now=now)
    return order


def _locked(order: CourtOrder, *, by: Actor) -> CourtOrder:
    """Also in a closed case; `work_on` asks besides that it is open."""
    by.must(Perm.CASE_WORK)
    case = locked(order.against.case, by=by)
    participant = participant_of(case, order.against, by)
    row = get_object_or_404(_rows(by).filter(case=case, against=participant), pk=order.pk)
    row.case, row.against = case, participant
    return row


def _rows(by: Actor) -> AreaQuerySet[CourtOrder]:
    return CourtOrder.objects.visible_to(by).select_for_update(of=("self",))


def _lapse(order: CourtOrder) -> None:
    """Why it had been agreed stays, for the history."""
    order.agreed_by = order.agreed_at = None


def _must_follow(from_on: date, until_on: date | None) -> None:
    if until_on is not None and until_on < from_on:
        raise OrderRefused(_("An order cannot end before the day it begins."))


def _as_long(order: CourtOrder, from_on: date, until_on: date | None) -> bool:
    """Whether the days said now take in all those that stood."""
    if from_on > order.from_on:
        return False
    return until_on is None or (order.until_on is not None and until_on >= order.until_on)


def _must_be_a_manager(by: Actor) -> None:
    if not by.may(Perm.ORDER_AGREE):
        raise OrderRefused(
            _("This order forbids contact, so a service manager must end, shorten or ease it.")
        )


def _must_be_another(order: CourtOrder, *, by: Actor) -> None:
    try:
        need_two(TwoPersonAct.AGREE_TO_CONTACT, first=order.recorded_by_id, by=by)
    except SamePerson as same:
        raise OrderRefused(str(same)) from None
    since = Q(until_at=None) | Q(until_at__gte=order.recorded_at)
    working = CaseWorker.objects.visible_to(by).filter(since, user=by.user)
    if working.filter(taking_part(order.against)).exists():
        raise OrderRefused(str(TwoPersonAct.AGREE_TO_CONTACT.label))


def _tell(
    order: CourtOrder, kind: str, *, by: Actor, now: datetime, on: date | None = None
) -> None:
    codes: dict[str, Any] = {"order": str(order.kind), "forbids": order.forbids_contact}
    tell(order.case, kind, order, by=by, now=now, on=on, about=order.against, **codes)
