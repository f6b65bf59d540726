"""Pairs follow their participants: made when one is added, their state read off both statuses."""

from __future__ import annotations

from datetime import datetime
from itertools import product

from areas.actor import Actor
from cases.models import Case, Pair
from cases.stages import LEFT, OPPOSED, PRINCIPALS, TAKING_PART, PairState, Stage

from .activity import stamp


def state_between(one: str, other: str, *, current: str) -> PairState:
    """What two statuses make of a pair; "not now" stands until both are willing or one leaves."""
    if one in LEFT or other in LEFT:
        return PairState.ENDED
    if one in TAKING_PART and other in TAKING_PART:
        return PairState.WILLING
    return PairState.NOT_NOW if current == PairState.NOT_NOW else PairState.OPEN


def make_pairs(case: Case, *, by: Actor, now: datetime) -> None:
    """A pair for each couple of principals on opposed sides that has none yet."""
    people = [one for one in case.participants.all() if one.role in PRINCIPALS]
    known = set(case.pairs.values_list("one_id", "other_id"))
    missing = [
        Pair(
            case=case,
            one=one,
            other=other,
            state=state_between(one.status, other.status, current=PairState.OPEN),
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
        state = state_between(pair.one.status, pair.other.status, current=pair.state)
        if case.stage == Stage.CLOSED:
            state = PairState.ENDED
        if state != pair.state:
            pair.state = state
            pair.version += 1
            pair.save(update_fields=["state", "version"])
