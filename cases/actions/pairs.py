"""Pairs follow their participants, and what a facilitator records between the two."""

from __future__ import annotations

from datetime import date, datetime
from itertools import product
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.roles import Perm
from areas.scoping import save_version
from cases.models import Case, Pair
from cases.stages import (
    BY_HAND,
    LEFT,
    OPPOSED,
    PRINCIPALS,
    TAKING_PART,
    PairState,
    Route,
    Stage,
)

from .activity import ImpossibleDay, open_and_locked, stamp
from .timeline import tell


class PairRefused(Exception):
    """It is not for a hand to choose, or one of the two has left. The text may be shown."""


def state_between(one: str, other: str, *, chosen: str) -> PairState:
    """What two statuses make of a pair; "not now" or ended by hand stands until taken up again."""
    if one in LEFT or other in LEFT:
        return PairState.ENDED
    if chosen in {PairState.NOT_NOW, PairState.ENDED}:
        return PairState(chosen)
    if one in TAKING_PART and other in TAKING_PART:
        return PairState.WILLING
    return PairState.OPEN


def make_pairs(case: Case, *, by: Actor, now: datetime) -> None:
    """A pair for each couple of principals on opposed sides that has none yet."""
    people = [one for one in case.participants.all() if one.role in PRINCIPALS]
    known = set(case.pairs.values_list("one_id", "other_id"))
    missing = [
        Pair(
            case=case,
            one=one,
            other=other,
            state=state_between(one.status, other.status, chosen=PairState.OPEN),
            **stamp(by, now),
        )
        for left, right in OPPOSED
        for one, other in product(
            [one for one in people if one.side == left],
            [one for one in people if one.side == right],
        )
        if (one.pk, other.pk) not in known
    ]
    Pair.objects.bulk_create(missing)


def refresh_pairs(case: Case) -> None:
    """Bring each pair's state up to the statuses of its two; in a closed case all are ended."""
    for pair in case.pairs.select_related("one", "other"):
        state = state_between(pair.one.status, pair.other.status, chosen=pair.chosen)
        if case.stage == Stage.CLOSED:
            state = PairState.ENDED
        if state != pair.state:
            pair.state = state
            pair.version += 1
            pair.save(update_fields=["state", "version"])


@transaction.atomic
def change_pair(
    pair: Pair,
    *,
    route: Route,
    chosen: PairState,
    recontact_on: date | None,
    version: int,
    by: Actor,
    now: datetime,
    reason: str = "",
) -> Pair:
    """Record what two people wish for, and whether it is explored, waits until a day, or has ended.

    The day is kept with "not now" alone, the reason with it or an end. Raises PairRefused,
    ImpossibleDay, Stale, CaseClosed.
    """
    by.must(Perm.CASE_WORK)
    case = open_and_locked(pair.case, by=by)
    rows = Pair.objects.visible_to(by).select_related("one__person", "other__person")
    row = rows.get(pk=pair.pk, case=case)
    _check(row, chosen)
    day = _day_of(chosen, recontact_on, timezone.localdate(now))
    state = state_between(row.one.status, row.other.status, chosen=chosen)
    why = reason if chosen != PairState.OPEN else ""
    values = {"route": route, "chosen": chosen, "recontact_on": day, "reason": why, "state": state}
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    save_version(row, version=version, fields=changed)
    ends: dict[str, Any] = {"one": str(row.one_id), "other": str(row.other_id)}
    tell(case, "pair.changed", row, by=by, now=now, fields=changed, state=str(chosen), **ends)
    return row


def _check(row: Pair, chosen: PairState) -> None:
    if chosen not in BY_HAND:
        raise PairRefused(_("That both are willing is recorded with each of them."))
    for one in (row.one, row.other):
        if one.status in LEFT:
            sentence = _("%(name)s is not taking part any more. Change where they stand first.")
            raise PairRefused(sentence % {"name": one.person.short_name})


def _day_of(chosen: PairState, recontact_on: date | None, today: date) -> date | None:
    if chosen != PairState.NOT_NOW:
        return None
    if recontact_on is None:
        raise ImpossibleDay(_("Enter the day on which to contact them again."))
    if recontact_on < today:
        raise ImpossibleDay(_("The date must be today or in the future."))
    return recontact_on
