import factory

from cases.models import Companion, Concern
from tests.factories.areas import AreaRowFactory, UserFactory
from tests.factories.cases import ParticipantFactory, SessionFactory
from tests.moments import NOON


class ConcernFactory(AreaRowFactory):
    class Meta:
        model = Concern

    participant = factory.SubFactory(ParticipantFactory)
    area = factory.SelfAttribute("participant.area")
    raised_to = factory.SubFactory(UserFactory)
    what = "He said that his brother would wait for her."
    happened_at = NOON
    recorded_at = NOON


class CompanionFactory(AreaRowFactory):
    class Meta:
        model = Companion

    session = factory.SubFactory(SessionFactory)
    area = factory.SelfAttribute("session.area")
    participant = factory.SubFactory(ParticipantFactory)
