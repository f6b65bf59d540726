from datetime import timedelta

import factory

from cases.models import AccessRequest, AgencyContact, CourtOrder, KeyDate, Stay
from cases.stages import AgencyRole, Held, KeyDateKind, OrderKind
from tests.factories.areas import AreaRowFactory
from tests.factories.cases import ResponsibleFactory
from tests.moments import NOON, TODAY


class OfAParticipant(AreaRowFactory):
    class Meta:
        abstract = True

    participant = factory.SubFactory(ResponsibleFactory)
    area = factory.SelfAttribute("participant.area")
    recorded_at = NOON


class StayFactory(OfAParticipant):
    class Meta:
        model = Stay

    held = Held.SENTENCED
    establishment = "MDI"
    from_on = TODAY - timedelta(days=30)


class AgencyContactFactory(OfAParticipant):
    class Meta:
        model = AgencyContact

    role = AgencyRole.POM
    name = "Olu Officer"
    agency = "Moorland"
    email = "olu@prison.invalid"
    telephone = "01632 960 055"


class AccessRequestFactory(OfAParticipant):
    class Meta:
        model = AccessRequest

    establishment = "MDI"
    asked_on = TODAY - timedelta(days=14)
    chase_on = TODAY


class KeyDateFactory(OfAParticipant):
    class Meta:
        model = KeyDate

    kind = KeyDateKind.RELEASE
    on = TODAY + timedelta(days=60)


class CourtOrderFactory(AreaRowFactory):
    class Meta:
        model = CourtOrder

    against = factory.SubFactory(ResponsibleFactory)
    case = factory.SelfAttribute("against.case")
    area = factory.SelfAttribute("against.area")
    kind = OrderKind.RESTRAINING
    terms = "Not to come within 100 metres."
    forbids_contact = True
    from_on = TODAY - timedelta(days=100)
    recorded_at = NOON
