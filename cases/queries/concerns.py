"""Worries about somebody's safety: to whom they may be raised, and which wait for an answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, F, Q
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from areas.actor import Actor
from areas.models import Membership
from areas.queries import members_who_may
from areas.roles import GRANTS, Perm, Role
from areas.scoping import AreaQuerySet
from cases.models import Case, CaseWorker, Concern

ANSWERED_WITHIN = timedelta(hours=24)
"""A worry about somebody's safety is answered within a day (field guide 8.5)."""
AN_HOUR = timedelta(hours=1)
HOURS_SAID = 48
"""From then on how late it is is said in days."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A concern without an answer, and how late that is in words, if it is."""

    concern: Concern
    late: str


@dataclass(frozen=True, slots=True)
class Unanswered:
    """How many concerns of the service have no answer, and how many of them are late."""

    number: int
    late: int


def colleagues_of(case: Case, actor: Actor) -> AreaQuerySet[Membership]:
    """To whom a concern may be raised, by name: the case's team, supervisors and managers, if they
    may read the case.
    """
    team = CaseWorker.objects.visible_to(actor).filter(case=case, until_at=None)
    senior = [role for role in Role if Perm.RISK_SIGN_OFF in GRANTS[role]]
    rows = members_who_may(actor, Perm.CASE_VIEW).filter(user__is_active=True)
    rows = rows.filter(Q(user__in=team.values("user")) | Q(roles__overlap=senior))
    if case.is_restricted:
        rows = rows.filter(user__in=case.shares.values("user"))
    return rows.exclude(user=actor.user) if actor.user else rows


def concerns_of(actor: Actor, case: Case) -> AreaQuerySet[Concern]:
    """The concerns of a visible case, those without an answer first."""
    rows = Concern.objects.visible_to(actor).filter(participant__case=case)
    latest = F("answered_at").desc(nulls_first=True)
    return _with_people(rows).order_by(latest, "-happened_at", "pk")


def get_concern(actor: Actor, case: Case, pk: UUID) -> Concern:
    return get_object_or_404(concerns_of(actor, case), pk=pk)


def waiting_for(actor: Actor) -> AreaQuerySet[Concern]:
    """The concerns that were raised to the actor and have no answer, the oldest first."""
    return _unanswered(actor).filter(raised_to=actor.user)


def to_be_answered(actor: Actor) -> AreaQuerySet[Concern]:
    """As `waiting_for`; for whoever signs off risk all of the cases that they may see, as the
    colleague to whom one was raised may be away.
    """
    return _unanswered(actor) if actor.may(Perm.RISK_SIGN_OFF) else waiting_for(actor)


def in_time(concerns: Iterable[Concern], now: datetime) -> list[Waiting]:
    return [Waiting(one, late_by(one, now)) for one in concerns]


def late_by(concern: Concern, now: datetime) -> str:
    """How late an answer is, in words: "2 hours late"; nothing where it is not, or was given."""
    hours = (now - concern.happened_at - ANSWERED_WITHIN) // AN_HOUR
    if hours < 0 or concern.answered_at is not None:
        return ""
    if hours == 0:
        return _("less than an hour late")
    if hours < HOURS_SAID:
        return ngettext("%(hours)s hour late", "%(hours)s hours late", hours) % {"hours": hours}
    return _("%(days)s days late") % {"days": hours // 24}


def unanswered(actor: Actor, now: datetime) -> Unanswered:
    """In the cases that the actor may see: numbers alone, in one query."""
    late = Count("pk", filter=Q(happened_at__lte=now - ANSWERED_WITHIN))
    found = _unanswered(actor).order_by().aggregate(number=Count("pk"), late=late)
    return Unanswered(**found)


def raised_by(actor: Actor) -> AreaQuerySet[Concern]:
    """The concerns that the actor raised to a colleague who has not answered, the oldest first."""
    return _unanswered(actor).filter(recorded_by=actor.user)


def may_answer(actor: Actor, concern: Concern) -> bool:
    """Whom it was raised to, or whoever signs off risk: a colleague may be away. Never who raised
    it.
    """
    if actor.user_id == concern.recorded_by_id:
        return False
    return actor.user_id == concern.raised_to_id or actor.may(Perm.RISK_SIGN_OFF)


def _unanswered(actor: Actor) -> AreaQuerySet[Concern]:
    rows = Concern.objects.visible_to(actor).filter(answered_at=None)
    rows = rows.filter(participant__case__in=Case.objects.visible_to(actor).values("pk"))
    return _with_people(rows).order_by("happened_at", "pk")


def _with_people(rows: AreaQuerySet[Concern]) -> AreaQuerySet[Concern]:
    return rows.select_related(
        "participant__case", "participant__person", "raised_to", "recorded_by"
    )
