"""What is known of where a participant is held or supervised, and what of it is due."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.scoping import AreaQuerySet
from cases.models import AccessRequest, AgencyContact, Case, CourtOrder, KeyDate, Participant, Stay
from cases.stages import AHEAD, IN_CUSTODY, Access, KeyDateKind
from ui.dates import day

WAITING = (Access.ASKED, Access.CHASED)
FIRST_TOLD = max(months for steps in AHEAD.values() for months in steps)
Cases = QuerySet[Case]


def current_stay(participant: Participant, actor: Actor) -> Stay | None:
    """Where they are now, if anybody has written it down."""
    return Stay.objects.visible_to(actor).filter(participant=participant, until_on=None).first()


def has_left(present: Stay | None, establishment: str) -> bool:
    """Whether somebody is known not to be in a prison any more."""
    if present is None or present.establishment == establishment:
        return False
    return bool(present.establishment) or present.held not in IN_CUSTODY


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
    if row.ended_at is not None:
        return None
    return alert_for(KeyDateKind(row.kind), row.on, row.noted_months, today)


def alert_for(kind: KeyDateKind, on: date, noted: int | None, today: date) -> int | None:
    """As `alert_of`, for a day that stands and of which so many months' alert was `noted`."""
    reached = [n for n in AHEAD[kind] if on <= in_months(today, n)]
    if not reached or on < today:
        return None
    nearest = min(reached)
    return nearest if noted is None or noted > nearest else None


def key_dates_to_come(
    cases: Cases, actor: Actor, today: date, *, however_far: bool = False
) -> AreaQuerySet[KeyDate]:
    """The days of the next twelve months: all that may have an alert, the next first."""
    rows = KeyDate.objects.visible_to(actor).filter(
        participant__case__in=cases, ended_at=None, on__gte=today
    )
    if not however_far:
        rows = rows.filter(on__lte=in_months(today, FIRST_TOLD))
    return rows.select_related("participant__case", "participant__person").order_by("on", "pk")


def chases_due(cases: Cases, actor: Actor, until: date) -> AreaQuerySet[AccessRequest]:
    """The prisons to be asked again by a day, the longest due first; none that they have left."""
    elsewhere = (
        Stay.objects
        .visible_to(actor)
        .filter(participant=OuterRef("participant"), until_on=None)
        .exclude(establishment=OuterRef("establishment"))
        .exclude(establishment="", held__in=IN_CUSTODY)
    )
    rows = AccessRequest.objects.visible_to(actor).filter(
        participant__case__in=cases, state__in=WAITING, chase_on__lte=until
    )
    rows = rows.exclude(Exists(elsewhere))
    return rows.select_related("participant__case", "participant__person").order_by(
        "chase_on", "pk"
    )


def orders_ending(cases: Cases, actor: Actor, today: date, until: date) -> AreaQuerySet[CourtOrder]:
    """The orders whose last day comes by a day, the next first."""
    rows = CourtOrder.objects.visible_to(actor).filter(
        case__in=cases, until_on__range=(today, until)
    )
    return rows.select_related("against__case", "against__person").order_by("until_on", "pk")


def date_in_words(kind: KeyDateKind, on: date, participant: Participant) -> str:
    values = {"what": kind.label, "name": participant.person.short_name, "day": day(on)}
    return _("%(what)s, %(name)s: %(day)s") % values
