"""What is written down of a case besides its course: notes, needs, where somebody is, an order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cases.actions import access, custody, custody_contacts, needs, notes, orders
from cases.models import CourtOrder
from cases.stages import (
    AgencyRole,
    Audience,
    Held,
    Hope,
    Need,
    NeedsBy,
    NeedsMoment,
    OrderKind,
    Side,
)
from risk.levels import Kind

from .telling import Telling, at


def note(
    tale: Telling,
    day: date,
    words: str,
    *,
    side: Side | None = None,
    audience: Audience = Audience.TEAM,
) -> None:
    notes.write_note(
        tale.case,
        body=words,
        about=tale.one(side) if side else None,
        happened_at=at(day, 16),
        audience=audience,
        by=tale.service.as_(tale.lead),
        now=at(day, 16, 30),
    )


def needs_of(
    tale: Telling,
    side: Side,
    day: date,
    scores: Sequence[int],
    *,
    moment: NeedsMoment = NeedsMoment.START,
    by_whom: NeedsBy = NeedsBy.PERSON,
) -> None:
    """The eight needs in their order."""
    needs.record_needs(
        tale.one(side),
        moment=moment,
        by_whom=by_whom,
        happened_on=day,
        scores=dict(zip(Need, scores, strict=True)),
        by=tale.service.as_(tale.lead),
        now=at(day, 16, 40),
    )


def hopes_of(tale: Telling, side: Side, day: date, *hopes: Hope, words: str = "") -> None:
    needs.record_hopes(
        tale.one(side),
        hopes=hopes,
        own_words=words,
        by=tale.service.as_(tale.lead),
        now=at(day, 16, 45),
    )


def moved(tale: Telling, day: date, held: Held, establishment: str = "", *, after: str = "") -> str:
    """Where the person responsible is from a day on; gives what the next move comes after."""
    stay = custody.record_move(
        tale.one(Side.RESPONSIBLE),
        held=held,
        establishment=establishment,
        from_on=day,
        after=after,
        by=tale.service.as_(tale.lead),
        now=at(day, 15),
    )
    return str(stay.pk)


def knows(tale: Telling, day: date, role: AgencyRole, name: str, *, agency: str) -> None:
    """A professional about the person responsible, whose address reaches nobody."""
    custody_contacts.add_agency_contact(
        tale.one(Side.RESPONSIBLE),
        role=role,
        name=name,
        agency=agency,
        email="{}.{}@example.org".format(*name.lower().split()),
        telephone="",
        by=tale.service.as_(tale.lead),
        now=at(day, 15, 10),
    )


def asks_for_access(tale: Telling, day: date, establishment: str, *, chased: date) -> None:
    by = tale.service.as_(tale.lead)
    row = access.ask_for_access(
        tale.one(Side.RESPONSIBLE),
        establishment=establishment,
        asked_on=day,
        note="A first visit by two facilitators, in a room of its own.",
        by=by,
        now=at(day, 15, 20),
    )
    access.chase_access(row, chased_on=chased, version=row.version, by=by, now=at(chased, 11))


def bound(tale: Telling, day: date, *, until: date, terms: str) -> CourtOrder:
    """A restraining order, which forbids contact with whoever was harmed."""
    return orders.add_order(
        tale.one(Side.RESPONSIBLE),
        kind=OrderKind.RESTRAINING,
        terms=terms,
        forbids_contact=True,
        from_on=day,
        until_on=until,
        by=tale.service.as_(tale.lead),
        now=at(day, 15, 30),
    )


def ready_to_sit_together(tale: Telling) -> None:
    """Both are in one room on the first and the last evening: risk and consent come before."""
    tale.clear(
        date(2026, 8, 28),
        kind=Kind.INITIAL,
        reasons="Both are seen alone before and after the evenings that they share.",
    )
    for side in (Side.HARMED, Side.RESPONSIBLE):
        tale.consent(side, date(2026, 8, 31))
