"""The referral before and the one after another in a queue: two reads by key, no counting."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from areas.actor import Actor
from referrals.models import Referral

from .filters import Filters
from .inbox import ORDERS, Queue, queue


def neighbours(
    referral: Referral, actor: Actor, which: Queue, *, only: Filters, today: date
) -> tuple[str | None, str | None]:
    """The references of the previous and the next one; also where the referral has left the queue
    since.
    """
    order = ORDERS[which]
    back = tuple(_turned(name) for name in order)
    if any(getattr(referral, name.removeprefix("-")) is None for name in order):
        return None, None
    rows = queue(actor, which, only=only, today=today)
    references = [
        rows.filter(_beyond(referral, way)).order_by(*way).values_list("reference", flat=True)
        for way in (back, order)
    ]
    before, after = (found.first() for found in references)
    return before, after


def _turned(name: str) -> str:
    return name.removeprefix("-") if name.startswith("-") else f"-{name}"


def _beyond(referral: Referral, order: tuple[str, ...]) -> Q:
    """Past the referral in that order; the first column bounds it alone, for the index."""
    beyond, same = Q(), Q()
    for name in order:
        column, way = name.removeprefix("-"), "lt" if name.startswith("-") else "gt"
        value = getattr(referral, column)
        beyond |= same & Q(**{f"{column}__{way}": value})
        same &= Q(**{column: value})
    first, way = order[0].removeprefix("-"), "lte" if order[0].startswith("-") else "gte"
    return Q(**{f"{first}__{way}": getattr(referral, first)}) & beyond
