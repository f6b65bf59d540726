"""What needs to happen next: the facts that the guards ask for, read once, and what they answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from areas.actor import Actor
from cases.guards import Standing, Unmet
from cases.models import (
    Case,
    CaseWorker,
    Conference,
    Consent,
    ContactEntry,
    Letter,
    Pair,
    Participant,
    Session,
)
from cases.pipeline import Step, Way, steps_from
from cases.stages import (
    ENGAGING,
    Attendance,
    ConsentMethod,
    ConsentPurpose,
    ConsentState,
    LetterState,
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
    return Standing(
        case=case,
        workers=team_of(case, actor) if workers is None else workers,
        participants=participants_of(case, actor) if participants is None else participants,
        pairs=list(Pair.objects.visible_to(actor).filter(case=case)),
        informed=frozenset(contacts.values_list("participant_id", flat=True)),
        met=frozenset(sessions.values_list("participant_id", flat=True)),
        consented=_consented(case, actor),
        exchanged=_exchanged(case, actor),
    )


def _consented(case: Case, actor: Actor) -> frozenset[UUID]:
    """Whose latest line about taking part is a written yes."""
    lines = Consent.objects.visible_to(actor).filter(
        participant__case=case, purpose=ConsentPurpose.PARTICIPATE
    )
    latest = lines.order_by("participant_id", "-happened_on", "-recorded_at").distinct(
        "participant_id"
    )
    return frozenset(
        line.participant_id
        for line in latest
        if line.state == ConsentState.GIVEN and line.method in WRITTEN
    )


def _exchanged(case: Case, actor: Actor) -> bool:
    passed = Q(state=LetterState.DELIVERED) | Q(state=LetterState.KEPT, offers__isnull=False)
    held = Conference.objects.visible_to(actor).filter(case=case, attendance=Attendance.HELD)
    return held.exists() or Letter.objects.visible_to(actor).filter(passed, case=case).exists()


def next_steps(standing: Standing, actor: Actor, today: date) -> list[NextStep]:
    """The steps that lead on or back from where the case stands, each with what is missing."""
    ways = (Way.FORWARD, Way.BACK)
    steps = [step for step in steps_from(Stage(standing.case.stage)) if step.way in ways]
    return [NextStep(step, step.refusals(standing, actor, today)) for step in steps]
