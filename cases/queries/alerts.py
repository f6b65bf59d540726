"""What everybody who opens a case must know first: orders that bind, and days that come near."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from cases.bounds import Bound, BoundElsewhere
from cases.models import Participant
from cases.stages import KeyDateKind, OrderKind
from ui.dates import day

from .custody import alert_for, date_in_words
from .dated import Dated
from .due import People
from .places import Doubt

SHOWN = 3
ALERT = "alert"


@dataclass(frozen=True, slots=True)
class Alert:
    """One sentence about a participant, or about two where it has none; a warning where something
    is forbidden until a manager agrees, or is planned where it cannot be. `about_place` says which
    of the two.
    """

    text: str
    kind: str
    participant: UUID | None
    about_place: bool = False

    @property
    def is_warning(self) -> bool:
        return self.kind == "warning"


def alerts_of(
    orders: Iterable[Bound],
    dates: Iterable[Dated],
    people: People,
    *,
    today: date,
    doubts: Iterable[Doubt] = (),
    elsewhere: Iterable[BoundElsewhere] = (),
) -> list[Alert]:
    """The orders that bind somebody now or later, those of other cases between two of this one,
    what is planned in a prison where it cannot be, and the key dates that nobody has noted.

    `orders` and `elsewhere` come from `facts_of`; of `dates` only those of the kind ALERT are told.
    Warnings first.
    """
    binding = [one for one in orders if not one.is_over(today)]
    found = [
        Alert(*_order(one, people[one.against_id], today), one.against_id)
        for one in sorted(binding, key=lambda one: (one.from_on, one.kind, one.pk))
    ]
    found += [
        Alert(text, "warning", None)
        for text in sorted(set(_of_other_cases(elsewhere, people, today)))
    ]
    found += [Alert(one.text, "warning", one.participant, about_place=True) for one in doubts]
    found += [
        Alert(_date(one, people), "info", one.who)
        for one in sorted(dates, key=lambda one: (one.on or today, one.row))
        if one.kind == ALERT and _stands(one, today)
    ]
    return sorted(found, key=lambda one: not one.is_warning)


def _of_other_cases(orders: Iterable[BoundElsewhere], people: People, today: date) -> Iterable[str]:
    """Of each two who stand opposed here too; nothing of the other case that the reader may not
    see, and never which of the two is bound.
    """
    for one in orders:
        two = people[one.one], people[one.other]
        if one.stops(*two, today):
            names = sorted(who.person.short_name for who in two)
            values = {"one": names[0], "other": names[1], "case": one.reference}
            said = _(
                "An order recorded in another case: no contact between %(one)s and %(other)s "
                "unless a manager agrees there"
            )
            if one.reference:
                said = _(
                    "An order recorded in %(case)s: no contact between %(one)s and %(other)s "
                    "unless a manager agrees there"
                )
            yield said % values


def _stands(row: Dated, today: date) -> bool:
    assert row.on  # noqa: S101 -- so its arm is written
    return alert_for(KeyDateKind(row.code), row.on, row.number, today) is not None


def _date(row: Dated, people: People) -> str:
    assert row.who  # noqa: S101 -- so its arm is written
    assert row.on  # noqa: S101 -- so its arm is written
    return date_in_words(KeyDateKind(row.code), row.on, people[row.who])


def first_few(alerts: Sequence[Alert]) -> tuple[Sequence[Alert], int]:
    """Those that a page shows at once, and how many more there are."""
    return alerts[:SHOWN], max(len(alerts) - SHOWN, 0)


def _order(row: Bound, against: Participant, today: date) -> tuple[str, str]:
    """What is said of an order, and how loudly."""
    forbids = row.forbids and not row.agreed
    said = []
    if row.from_on > today:
        said.append(_("begins on %(day)s") % {"day": day(row.from_on)})
    if forbids:
        said.append(_("no contact with the other side unless a manager agrees"))
    elif row.forbids:
        said.append(_("a manager has agreed to contact with the other side"))
    values = {
        "order": OrderKind(row.kind).label,
        "name": against.person.short_name,
        "what": "; ".join(said) or _("in force"),
    }
    return _("%(order)s, %(name)s: %(what)s") % values, "warning" if forbids else "info"
