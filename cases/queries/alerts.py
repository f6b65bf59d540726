"""What everybody who opens a case must know first: orders that bind, and days that come near."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from areas.actor import Actor
from cases.guards import Bound
from cases.models import Case, KeyDate, Participant
from cases.stages import OrderKind
from ui.dates import day

from .custody import alert_of, date_in_words

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Alert:
    """One sentence with its page; a warning where something is forbidden until a manager agrees."""

    text: str
    kind: str
    url: str

    @property
    def is_warning(self) -> bool:
        return self.kind == "warning"


def alerts_of(
    case: Case,
    participants: Sequence[Participant],
    actor: Actor,
    today: date,
    *,
    orders: Sequence[Bound],
) -> list[Alert]:
    """The orders that bind somebody now or later, and the key dates that nobody has noted.

    The participants come with their persons, the orders from `facts_of`. One query; warnings first.
    """
    known = {one.pk: one for one in participants}
    binding = [one for one in orders if one.against_id in known and not one.is_over(today)]
    dates = KeyDate.objects.visible_to(actor).filter(
        participant__in=known, ended_at=None, on__gte=today
    )
    found = [
        Alert(*_order(row, known[row.against_id], today), _url(actor, case, known[row.against_id]))
        for row in sorted(binding, key=lambda one: (one.from_on, one.kind, one.pk))
    ]
    found += [
        Alert(date_in_words(row, one), "info", _url(actor, case, one))
        for row in dates.order_by("on", "pk")
        if alert_of(row, today) is not None and (one := known[row.participant_id])
    ]
    return sorted(found, key=lambda one: not one.is_warning)


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


def _url(actor: Actor, case: Case, participant: Participant) -> str:
    return reverse("cases:custody", args=[actor.area.slug, case.reference, participant.pk])
