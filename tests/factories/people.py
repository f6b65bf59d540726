import factory

from people.models import Connection, ContactPoint, Person
from tests.factories.areas import AreaFactory, AreaRowFactory, UserFactory
from tests.moments import NOON


class PersonFactory(AreaRowFactory):
    class Meta:
        model = Person

    area = factory.SubFactory(AreaFactory)
    first_name = factory.Sequence(lambda n: f"First{n}")
    last_name = factory.Sequence(lambda n: f"Last{n}")
    recorded_at = NOON


class ContactPointFactory(AreaRowFactory):
    class Meta:
        model = ContactPoint

    person = factory.SubFactory(PersonFactory)
    area = factory.SelfAttribute("person.area")
    kind = ContactPoint.Kind.MOBILE
    value = "07700 900123"
    is_safe = "yes"
    recorded_at = NOON


class ConnectionFactory(AreaRowFactory):
    class Meta:
        model = Connection

    person = factory.SubFactory(PersonFactory)
    area = factory.SelfAttribute("person.area")
    user = factory.SubFactory(UserFactory)
    kind = Connection.Kind.FRIEND
    recorded_at = NOON
