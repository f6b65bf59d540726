"""What needs to happen next: the facts that the guards ask for, read once, and what they answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from areas.actor import Actor
from cases.guards import Standing, Unmet
from cases.models import (
    Case,
    CaseWorker,
    Conference,
    Consent,
    ContactEntry,
    CourtOrder,
    Letter,
    Message,
    Pair,
    Participant,
    Session,
    SessionPlace,
)
from cases.pipeline import Step, Way, steps_from
from cases.stages import (
    ENGAGING,
    Attendance,
    ConsentMethod,
    ConsentPurpose,
    ConsentState,
    LetterState,
    ShuttleState,
    Stage,
)

from .case import participants_of, team_of

WRITTEN = (ConsentMethod.SIGNED, ConsentMethod.ELECTRONIC)


@dataclass(frozen=True, slots=True)
class NextStep:
    """One step that leads on from where the case stands, and what is missing before it."""

    step: Step
    unmet: list[Unmet]

    @property
    def is_open(self) -> bool:
        return not self.unmet


def standing_of(
    case: Case,
    actor: Actor,
    *,
    workers: Sequence[CaseWorker] | None = None,
    participants: Sequence[Participant] | None = None,
) -> Standing:
    """What the guards ask, in eight queries at most, however many people the case has.

    A page that has read the team or the participants already passes them in.
    """
    contacts = ContactEntry.objects.visible_to(actor).filter(
        participant__case=case, information_given=True
    )
    sessions = Session.objects.visible_to(actor).filter(
        participant__case=case, attendance=Attendance.HELD, purpose__in=ENGAGING
    )
    orders = CourtOrder.objects.visible_to(actor).filter(
        case=case, forbids_contact=True, agreed_at=None
    )
    courses = SessionPlace.objects.visible_to(actor).filter(
        enrolment__participant__case=case, session__attendance=Attendance.HELD, came=True
    )
    met = sessions.values_list("participant_id", "happened_at").union(
        courses.values_list("enrolment__participant_id", "session__happened_at")
    )
    consented, vouched = _consented(case, actor)
    return Standing(
        case=case,
        workers=team_of(case, actor) if workers is None else workers,
        participants=participants_of(case, actor) if participants is None else participants,
        pairs=list(Pair.objects.visible_to(actor).filter(case=case)),
        informed=frozenset(contacts.values_list("participant_id", flat=True)),
        met={pk: timezone.localdate(at) for pk, at in sorted(met, key=itemgetter(1), reverse=True)},
        consented=consented,
        vouched=vouched,
        orders=list(orders),
        exchanged=_exchanged(case, actor),
    )


def _consented(case: Case, actor: Actor) -> tuple[frozenset[UUID], frozenset[UUID]]:
    """Whose latest line about taking part is a written yes, and for whom a parent's or guardian's
    is.
    """
    lines = Consent.objects.visible_to(actor).filter(
        participant__case=case, purpose=ConsentPurpose.PARTICIPATE
    )
    latest: dict[tuple[UUID, bool], Consent] = {}
    for line in lines.order_by("happened_on", "recorded_at"):
        latest[line.participant_id, line.given_by_id is None] = line
    given = {
        key
        for key, line in latest.items()
        if line.state == ConsentState.GIVEN and line.method in WRITTEN
    }
    return (
        frozenset(one for one, is_own in given if is_own),
        frozenset(one for one, is_own in given if not is_own),
    )


def _exchanged(case: Case, actor: Actor) -> bool:
    passed = Q(state=LetterState.DELIVERED) | Q(state=LetterState.KEPT, offers__isnull=False)
    held = Conference.objects.visible_to(actor).filter(case=case, attendance=Attendance.HELD)
    letters = Letter.objects.visible_to(actor).filter(passed, case=case)
    heard = Q(state=ShuttleState.PASSED_ON) | Q(state=ShuttleState.KEPT, offered_on__isnull=False)
    messages = Message.objects.visible_to(actor).filter(heard, pair__case=case)
    found = held.values("pk").union(letters.values("pk"), messages.values("pk"))
    return bool(found[:1])


def next_steps(standing: Standing, actor: Actor, today: date) -> list[NextStep]:
    """The steps that lead on or back from where the case stands, each with what is missing."""
    ways = (Way.FORWARD, Way.BACK)
    steps = [step for step in steps_from(Stage(standing.case.stage)) if step.way in ways]
    return [NextStep(step, step.refusals(standing, actor, today)) for step in steps]
