from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from areas.actor import Actor
from cases.models import Case, Participant
from cases.stages import ParticipantStatus, Stage, WorkerRole
from tests.factories.activities import ConferenceAttendanceFactory, ConferenceFactory
from tests.factories.cases import (
    CaseFactory,
    CaseWorkerFactory,
    ClearanceFactory,
    ConsentFactory,
    PairFactory,
    ParticipantFactory,
)
from tests.moments import LONDON, NOON
from tests.world import World

OPENED = datetime(2026, 8, 3, 9, 0, tzinfo=LONDON)


@dataclass
class Work:
    """A case of Kent, ready for a letter or a conference; the facilitator leads it."""

    world: World
    case: Case
    harmed: Participant
    responsible: Participant
    foreign: Participant

    @property
    def by(self) -> Actor:
        return self.world.actor("facilitator")

    @property
    def client(self) -> Client:
        return self.world.client("facilitator")

    def url(self, name: str, *more) -> str:
        return reverse(f"cases:{name}", args=["kent", self.case.reference, *more])

    def close(self) -> None:
        self.case.stage, self.case.closed_on = Stage.CLOSED, OPENED.date()
        self.case.save()


@pytest.fixture
def work(world) -> Work:
    case = CaseFactory(area=world.kent, opened_at=OPENED, stage=Stage.CONFERENCE)
    pair = PairFactory(
        case=case,
        one__status=ParticipantStatus.WILLING,
        one__may_contact="yes",
        one__safe_contact="Text only, after five.",
        one__person__first_name="Jessica",
        one__person__last_name="Moore",
        other__status=ParticipantStatus.WILLING,
        other__may_contact="yes",
        other__person__first_name="Daniel",
        other__person__last_name="Reed",
    )
    CaseWorkerFactory(case=case, user=world.users["facilitator"])
    CaseWorkerFactory(case=case, user=world.users["colleague"], role=WorkerRole.SECOND)
    ClearanceFactory(case=case)
    other = CaseFactory(area=world.kent, opened_at=OPENED)
    foreign = ParticipantFactory(case=other, person__first_name="Foreign", status="willing")
    return Work(world, case, pair.one, pair.other, foreign)


@pytest.fixture
def planned(work):
    conference = ConferenceFactory(case=work.case, happened_at=NOON - timedelta(hours=2))
    for one in (work.harmed, work.responsible):
        ConferenceAttendanceFactory(conference=conference, participant=one)
        ConsentFactory(participant=one)
    return conference


def day_of(name: str, day) -> dict[str, str]:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def moment_of(name: str, at) -> dict[str, str]:
    return {**day_of(name, at.astimezone(LONDON)), f"{name}_time": f"{at.astimezone(LONDON):%H:%M}"}
