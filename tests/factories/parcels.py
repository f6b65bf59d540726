import uuid

import factory
from factory.django import DjangoModelFactory

from areas.tenancy import in_area
from people.models import Connection
from referrals.models import Parcel
from tests.factories.areas import AreaFactory, AreaRowFactory, UserFactory
from tests.factories.people import PersonFactory
from tests.moments import NOON

SUMMARY = (
    '{"offence": "rob_pers", "month": "2026-05", "flags": [], "stage": "not_known", '
    '"received_on": "2026-08-07", "people": [], "documents": 0}'
)
CONTENTS = (
    '{"received_at": "2026-08-07T12:00:00+01:00", "initiator": "prof", "people": [], '
    '"as_sent": [], "incident": {"offence": "rob_pers", "account": "", "happened_on": null}, '
    '"referrer": {"agreed_on": null}}'
)


class ParcelFactory(DjangoModelFactory):
    """A parcel on its way, written by the area that sends it."""

    class Meta:
        model = Parcel

    from_area = factory.SubFactory(AreaFactory)
    to_area = factory.SubFactory(AreaFactory)
    referral_id = factory.LazyFunction(uuid.uuid4)
    referral_reference = factory.Sequence(lambda n: f"PCL-R26-{n:05d}")
    lawful = "consent"
    reason = ""
    summary = SUMMARY
    contents = CONTENTS
    answer = ""
    sent_at = NOON
    sent_by = factory.SubFactory(UserFactory)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        with in_area(kwargs["from_area"].pk):
            return super()._create(model_class, *args, **kwargs)


class ConnectionFactory(AreaRowFactory):
    class Meta:
        model = Connection

    person = factory.SubFactory(PersonFactory)
    area = factory.SelfAttribute("person.area")
    user = factory.SubFactory(UserFactory)
    kind = "friend"
    recorded_at = NOON
