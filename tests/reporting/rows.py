"""Rows that reports count, dated within 2026-27 Q2 unless a test says otherwise."""

from datetime import date, datetime

import factory

from cases.models import Closure, Conference, Letter, Message
from cases.stages import (
    Attendance,
    ClosureReason,
    ConferenceForm,
    LetterState,
    Meeting,
    ShuttleState,
    Stage,
)
from reporting.periods import LONDON, Period
from tests.factories.areas import AreaRowFactory
from tests.factories.cases import (
    CaseFactory,
    PairFactory,
    ParticipantFactory,
    ResponsibleFactory,
)
from tests.moments import NOON, TODAY

Q2 = Period.parse("2026-27 Q2")
ISSUED = date(2026, 10, 14)


def at(year, month, day, hour=12, minute=0):
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


FIRST, LAST = at(2026, 7, 1, 0), at(2026, 9, 30, 23, 59)
BEFORE, AFTER = at(2026, 6, 30, 23, 59), at(2026, 10, 1, 0)
FIRST_DAY, LAST_DAY = date(2026, 7, 1), date(2026, 9, 30)
DAY_BEFORE, DAY_AFTER = date(2026, 6, 30), date(2026, 10, 1)


class ConferenceFactory(AreaRowFactory):
    class Meta:
        model = Conference

    case = factory.SubFactory(CaseFactory)
    area = factory.SelfAttribute("case.area")
    form = ConferenceForm.CONFERENCE
    meeting = Meeting.IN_PERSON
    attendance = Attendance.HELD
    happened_at = NOON
    recorded_at = NOON


class LetterFactory(AreaRowFactory):
    class Meta:
        model = Letter

    case = factory.SubFactory(CaseFactory)
    area = factory.SelfAttribute("case.area")
    author = factory.SubFactory(ResponsibleFactory, case=factory.SelfAttribute("..case"))
    recipient = factory.SubFactory(ParticipantFactory, case=factory.SelfAttribute("..case"))
    state = LetterState.DELIVERED
    happened_on = TODAY
    delivered_on = TODAY
    recorded_at = NOON


class MessageFactory(AreaRowFactory):
    class Meta:
        model = Message

    class Params:
        case = factory.SubFactory(CaseFactory)

    pair = factory.SubFactory(PairFactory, case=factory.SelfAttribute("..case"))
    area = factory.SelfAttribute("pair.area")
    sender = factory.SelfAttribute("pair.other")
    recipient = factory.SelfAttribute("pair.one")
    text = "I am sorry."
    state = ShuttleState.PASSED_ON
    said_on = TODAY
    passed_on_on = TODAY
    recorded_at = NOON


class ClosureFactory(AreaRowFactory):
    class Meta:
        model = Closure

    case = factory.SubFactory(CaseFactory)
    area = factory.SelfAttribute("case.area")
    reason = ClosureReason.NEEDS_MET
    stage = Stage.PREPARATION
    happened_on = TODAY
    recorded_at = NOON
