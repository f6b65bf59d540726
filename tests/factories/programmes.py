from datetime import timedelta

import factory

from cases.models import (
    Enrolment,
    Programme,
    ProgrammeLead,
    ProgrammeSession,
    SessionPlace,
)
from tests.factories.areas import AreaFactory, AreaRowFactory, UserFactory
from tests.factories.cases import ParticipantFactory
from tests.moments import NOON, TODAY


class ProgrammeFactory(AreaRowFactory):
    class Meta:
        model = Programme

    area = factory.SubFactory(AreaFactory)
    kind = "awareness"
    name = factory.Sequence(lambda n: f"Awareness course {n}")
    starts_on = TODAY - timedelta(days=3)
    weeks = 6
    minutes = 150
    recorded_at = NOON


class ProgrammeLeadFactory(AreaRowFactory):
    class Meta:
        model = ProgrammeLead

    programme = factory.SubFactory(ProgrammeFactory)
    area = factory.SelfAttribute("programme.area")
    user = factory.SubFactory(UserFactory)


class EnrolmentFactory(AreaRowFactory):
    class Meta:
        model = Enrolment

    participant = factory.SubFactory(ParticipantFactory)
    area = factory.SelfAttribute("participant.area")
    programme = factory.SubFactory(ProgrammeFactory, area=factory.SelfAttribute("..area"))
    from_on = TODAY - timedelta(days=3)
    recorded_at = NOON


class ProgrammeSessionFactory(AreaRowFactory):
    class Meta:
        model = ProgrammeSession

    programme = factory.SubFactory(ProgrammeFactory)
    area = factory.SelfAttribute("programme.area")
    number = 1
    happened_at = NOON - timedelta(hours=3)
    minutes = 150
    recorded_at = NOON


class SessionPlaceFactory(AreaRowFactory):
    class Meta:
        model = SessionPlace

    session = factory.SubFactory(ProgrammeSessionFactory)
    area = factory.SelfAttribute("session.area")
    enrolment = factory.SubFactory(EnrolmentFactory, area=factory.SelfAttribute("..area"))
    came = True
