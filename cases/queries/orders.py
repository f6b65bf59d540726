"""Court orders and conditions: which of them are in force, and which forbid contact."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from areas.actor import Actor
from areas.scoping import AreaQuerySet
from cases.models import Case, CourtOrder, Participant


def orders_of(participant: Participant, actor: Actor) -> AreaQuerySet[CourtOrder]:
    """Everything that ever bound a participant of a visible case, the latest first."""
    rows = CourtOrder.objects.visible_to(actor).filter(against=participant)
    return rows.select_related("agreed_by", "recorded_by").order_by("-from_on", "-recorded_at")


def over_on(on: date) -> Q:
    """Those that ended before a day."""
    return Q(until_on__lt=on)


def forbidding(
    case: Case, among: Iterable[Participant], actor: Actor, *, on: date
) -> AreaQuerySet[CourtOrder]:
    """What forbids one of them contact with the other side on a day, and no manager has agreed."""
    rows = CourtOrder.objects.visible_to(actor).filter(
        case=case, against__in=[one.pk for one in among], forbids_contact=True, agreed_at=None
    )
    rows = rows.filter(from_on__lte=on).exclude(over_on(on))
    return rows.select_related("against__person").order_by("from_on", "recorded_at", "pk")
