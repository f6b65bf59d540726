"""All that is known of one participant's prison and supervision, as their page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from areas.actor import Actor
from cases.models import AccessRequest, AgencyContact, CourtOrder, KeyDate, Participant, Stay
from cases.stages import Access

from .custody import (
    WAITING,
    access_of,
    alert_of,
    has_left,
    key_dates_of,
    professionals_of,
    stays_of,
)
from .establishments import name_of
from .orders import orders_of


@dataclass(frozen=True, slots=True)
class Place:
    """One stay with the name of its prison."""

    stay: Stay
    prison: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A request to a prison; `moved_on` if they are not there any more."""

    row: AccessRequest
    prison: str
    is_waiting: bool
    is_late: bool
    moved_on: bool


@dataclass(frozen=True, slots=True)
class Coming:
    """A day, and how many months before it its alert stands, if one does."""

    row: KeyDate
    alert: int | None
    is_past: bool


@dataclass(frozen=True, slots=True)
class Binding:
    """An order: whether it is over, not yet begun, and whether it stops what crosses."""

    row: CourtOrder
    is_over: bool
    is_to_come: bool

    @property
    def is_agreed(self) -> bool:
        return self.row.agreed_at is not None

    @property
    def forbids(self) -> bool:
        return self.row.forbids_contact and not (self.is_over or self.is_agreed)


@dataclass(frozen=True, slots=True)
class Known:
    places: Sequence[Place]
    professionals: Sequence[AgencyContact]
    access: Sequence[Asked]
    dates: Sequence[Coming]
    orders: Sequence[Binding]

    @property
    def present(self) -> Place | None:
        return next((one for one in self.places if one.stay.until_on is None), None)

    @property
    def former_places(self) -> list[Place]:
        return [one for one in self.places if one.stay.until_on is not None]

    @property
    def working(self) -> list[AgencyContact]:
        return [one for one in self.professionals if one.until_on is None]

    @property
    def former_professionals(self) -> list[AgencyContact]:
        return [one for one in self.professionals if one.until_on is not None]

    @property
    def binding(self) -> list[Binding]:
        return [one for one in self.orders if not one.is_over]

    @property
    def former_orders(self) -> list[Binding]:
        return [one for one in self.orders if one.is_over]


def known_of(participant: Participant, actor: Actor, today: date) -> Known:
    """In five queries, whatever there is."""
    places = [Place(one, name_of(one.establishment)) for one in stays_of(participant, actor)]
    present = next((one.stay for one in places if one.stay.until_on is None), None)
    return Known(
        places,
        list(professionals_of(participant, actor)),
        [_asked(one, present, today) for one in access_of(participant, actor)],
        [
            Coming(one, alert_of(one, today), one.on < today)
            for one in key_dates_of(participant, actor)
        ],
        [_binding(one, today) for one in orders_of(participant, actor)],
    )


def _asked(row: AccessRequest, present: Stay | None, today: date) -> Asked:
    is_waiting = row.state in WAITING
    moved_on = row.state != Access.REFUSED and has_left(present, row.establishment)
    is_late = is_waiting and not moved_on and row.chase_on <= today
    return Asked(row, name_of(row.establishment), is_waiting, is_late, moved_on)


def _binding(row: CourtOrder, today: date) -> Binding:
    is_over = row.until_on is not None and row.until_on < today
    return Binding(row, is_over, row.from_on > today)
