"""Who may still join a case, and what a withdrawal stops."""

from __future__ import annotations

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from areas.actor import Actor
from areas.scoping import AreaQuerySet
from cases.models import Case, CaseReferral, Conference, Pair, Participant, Session
from cases.stages import Attendance, PairState
from people.models import Person


def named_in_referrals(case: Case, actor: Actor) -> QuerySet[Person]:
    """Those whom the case's referrals name and who are not in the case."""
    links = CaseReferral.objects.visible_to(actor).filter(case=case)
    inside = Participant.objects.visible_to(actor).filter(case=case)
    named = Person.objects.visible_to(actor).filter(
        pk__in=links.values("referral__people__person_id")
    )
    return named.exclude(pk__in=inside.values("person_id")).order_by("first_name", "last_name")


def planned_with(participant: Participant, actor: Actor) -> AreaQuerySet[Session]:
    """The sessions that are planned with somebody: a withdrawal cancels them."""
    return Session.objects.visible_to(actor).filter(
        participant=participant, attendance=Attendance.PLANNED
    )


def meetings_with(participant: Participant, actor: Actor) -> AreaQuerySet[Conference]:
    """The meetings that are planned with somebody: a withdrawal leaves them to the facilitators."""
    return Conference.objects.visible_to(actor).filter(
        places__participant=participant, attendance=Attendance.PLANNED
    )


def pairs_of(case: Case, actor: Actor) -> list[Pair]:
    """The pairs of a visible case with their people."""
    rows = Pair.objects.visible_to(actor).filter(case=case)
    return list(rows.select_related("one__person", "other__person").order_by("recorded_at", "pk"))


def get_pair(actor: Actor, case: Case, pk: object) -> Pair:
    """A pair of a case that the actor has been shown, with its people, or 404."""
    rows = Pair.objects.visible_to(actor).filter(case=case)
    return get_object_or_404(rows.select_related("case", "one__person", "other__person"), pk=pk)


def live_pairs_with(participant: Participant, actor: Actor) -> int:
    rows = Pair.objects.visible_to(actor).filter(case_id=participant.case_id)
    mine = rows.filter(one=participant) | rows.filter(other=participant)
    return mine.exclude(state=PairState.ENDED).count()
