"""What is known of where a participant is held or supervised, and what of it is due."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.scoping import AreaQuerySet
from cases.models import AccessRequest, AgencyContact, Case, CourtOrder, KeyDate, Participant, Stay
from cases.models.case import CaseQuerySet
from cases.stages import AHEAD, Access, KeyDateKind
from ui.dates import day

from .establishments import name_of

WAITING = (Access.ASKED, Access.CHASED)
ENDS_SOON = timedelta(days=28)
"""How long before its last day an order is told of."""


def current_stay(participant: Participant, actor: Actor) -> Stay | None:
    """Where they are now, if anybody has written it down."""
    return Stay.objects.visible_to(actor).filter(participant=participant, until_on=None).first()


def stays_of(participant: Participant, actor: Actor) -> AreaQuerySet[Stay]:
    """Every place in turn, the present one first."""
    rows = Stay.objects.visible_to(actor).filter(participant=participant)
    return rows.order_by("-from_on", "-recorded_at")


def professionals_of(participant: Participant, actor: Actor) -> AreaQuerySet[AgencyContact]:
    """Those of other agencies who work with somebody, then those who did."""
    rows = AgencyContact.objects.visible_to(actor).filter(participant=participant)
    return rows.order_by("-until_on", "role", "name")


def access_of(participant: Participant, actor: Actor) -> AreaQuerySet[AccessRequest]:
    """The requests to prisons, the latest first."""
    rows = AccessRequest.objects.visible_to(actor).filter(participant=participant)
    return rows.order_by("-asked_on", "-recorded_at")


def key_dates_of(participant: Participant, actor: Actor) -> AreaQuerySet[KeyDate]:
    """The days that stand, the next first."""
    rows = KeyDate.objects.visible_to(actor).filter(participant=participant, ended_at=None)
    return rows.order_by("on", "recorded_at")


def in_months(today: date, months: int) -> date:
    """The same day of a month so many months later, or its last."""
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def alert_of(row: KeyDate, today: date) -> int | None:
    """How many months before the day its present alert stands, unless it was noted or there is none
    yet.
    """
    reached = [n for n in AHEAD[KeyDateKind(row.kind)] if row.on <= in_months(today, n)]
    if not reached or row.on < today or row.ended_at is not None:
        return None
    nearest = min(reached)
    return nearest if row.noted_months is None or row.noted_months > nearest else None


def key_dates_due(
    actor: Actor, today: date, *, cases: CaseQuerySet | None = None
) -> AreaQuerySet[KeyDate]:
    """The days whose alert nobody has noted, the next first."""
    reached = Q()
    for kind, steps in AHEAD.items():
        for months in steps:
            unnoted = Q(noted_months=None) | Q(noted_months__gt=months)
            reached |= Q(kind=kind, on__lte=in_months(today, months)) & unnoted
    rows = KeyDate.objects.visible_to(actor).filter(
        reached, on__gte=today, ended_at=None, participant__case__in=_open(actor, cases)
    )
    return rows.select_related("participant__case", "participant__person").order_by("on", "pk")


def chases_due(
    actor: Actor, today: date, *, cases: CaseQuerySet | None = None
) -> AreaQuerySet[AccessRequest]:
    """The prisons to be asked again, the longest due first; not those that somebody has left."""
    elsewhere = Stay.objects.visible_to(actor).filter(
        participant=OuterRef("participant"), until_on=None
    )
    rows = AccessRequest.objects.visible_to(actor).filter(
        state__in=WAITING, chase_on__lte=today, participant__case__in=_open(actor, cases)
    )
    rows = rows.exclude(Exists(elsewhere.exclude(establishment=OuterRef("establishment"))))
    return rows.select_related("participant__case", "participant__person").order_by(
        "chase_on", "pk"
    )


def orders_ending(
    actor: Actor, today: date, *, cases: CaseQuerySet | None = None
) -> AreaQuerySet[CourtOrder]:
    """The orders whose last day comes within four weeks, the next first."""
    rows = CourtOrder.objects.visible_to(actor).filter(
        until_on__gte=today, until_on__lte=today + ENDS_SOON, case__in=_open(actor, cases)
    )
    return rows.select_related("case", "against__person").order_by("until_on", "pk")


def _open(actor: Actor, cases: CaseQuerySet | None) -> CaseQuerySet:
    return (Case.objects.visible_to(actor) if cases is None else cases).open()


@dataclass(frozen=True, slots=True)
class Due:
    """Something to be done or known about a participant's prison or supervision by a day."""

    text: str
    on: date
    case: Case
    participant: Participant
    url_name: str = "cases:custody"

    @property
    def url_args(self) -> tuple[str, object]:
        return (self.case.reference, self.participant.pk)


def due_for(actor: Actor, today: date, *, cases: CaseQuerySet | None = None) -> list[Due]:
    """Everything due in the open cases that the actor sees, or in `cases`, in three queries."""
    found = [
        *(_chase(row) for row in chases_due(actor, today, cases=cases)),
        *(_coming(row) for row in key_dates_due(actor, today, cases=cases)),
        *(_ending(row) for row in orders_ending(actor, today, cases=cases)),
    ]
    return sorted(found, key=lambda one: one.on)


def _chase(row: AccessRequest) -> Due:
    values = {"prison": name_of(row.establishment), "name": row.participant.person.short_name}
    text = _("Ask %(prison)s again for access to %(name)s") % values
    return Due(text, row.chase_on, row.participant.case, row.participant)


def _coming(row: KeyDate) -> Due:
    return Due(date_in_words(row, row.participant), row.on, row.participant.case, row.participant)


def _ending(row: CourtOrder) -> Due:
    assert row.until_on is not None  # noqa: S101 -- only those with a last day are asked for
    values = {"order": row.get_kind_display(), "name": row.against.person.short_name}
    text = _("%(order)s, %(name)s: last day") % values
    return Due(text, row.until_on, row.case, row.against)


def date_in_words(row: KeyDate, participant: Participant) -> str:
    values = {
        "what": row.get_kind_display(),
        "name": participant.person.short_name,
        "day": day(row.on),
    }
    return _("%(what)s, %(name)s: %(day)s") % values
