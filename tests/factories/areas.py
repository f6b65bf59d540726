from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from areas.models import (
    Agency,
    AgencyDomain,
    ApiKey,
    Area,
    AreaSettings,
    Membership,
    Practitioner,
    SignInLink,
    User,
)
from areas.tenancy import in_area
from tests.moments import NOON


class AreaRowFactory(DjangoModelFactory):
    """A row of a tenant table, written in the context of its own area."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        with in_area(kwargs["area"].pk):
            return super()._create(model_class, *args, **kwargs)


class AreaFactory(DjangoModelFactory):
    class Meta:
        model = Area

    slug = factory.Sequence(lambda n: f"area-{n}")
    name = factory.Sequence(lambda n: f"Area {n}")
    code = factory.Sequence(
        lambda n: f"{chr(65 + n // 676 % 26)}{chr(65 + n // 26 % 26)}{chr(65 + n % 26)}"
    )
    service_name = factory.LazyAttribute(lambda area: f"Restorative {area.name}")
    police_force = "A police force"
    region = "A region"
    is_live = True


class AreaSettingsFactory(AreaRowFactory):
    class Meta:
        model = AreaSettings

    area = factory.SubFactory(AreaFactory)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"user{n}@service.invalid")
    name = factory.Sequence(lambda n: f"User {n}")


class AgencyFactory(AreaRowFactory):
    class Meta:
        model = Agency

    area = factory.SubFactory(AreaFactory)
    name = factory.Sequence(lambda n: f"Agency {n}")
    kind = Agency.Kind.PROBATION


class MembershipFactory(AreaRowFactory):
    class Meta:
        model = Membership

    area = factory.SubFactory(AreaFactory)
    user = factory.SubFactory(UserFactory)
    roles: list = []


class AgencyDomainFactory(AreaRowFactory):
    class Meta:
        model = AgencyDomain

    area = factory.SubFactory(AreaFactory)
    agency = factory.SubFactory(AgencyFactory, area=factory.SelfAttribute("..area"))
    domain = factory.Sequence(lambda n: f"agency-{n}.invalid")
    recorded_at = NOON


class PractitionerFactory(AreaRowFactory):
    class Meta:
        model = Practitioner

    area = factory.SubFactory(AreaFactory)
    user = factory.SubFactory(UserFactory)
    level = Practitioner.Level.ADVANCED


class ApiKeyFactory(AreaRowFactory):
    class Meta:
        model = ApiKey

    area = factory.SubFactory(AreaFactory)
    agency = factory.SubFactory(AgencyFactory, area=factory.SelfAttribute("..area"))
    name = "Records system"
    prefix = "abcd1234"
    key_hash = factory.Sequence(lambda n: f"{n:064x}")
    scopes: list = [ApiKey.Scope.CREATE, ApiKey.Scope.READ]
    recorded_at = NOON


class SignInLinkFactory(AreaRowFactory):
    class Meta:
        model = SignInLink

    area = factory.SubFactory(AreaFactory)
    user = factory.SubFactory(UserFactory)
    key_hash = factory.Sequence(lambda n: f"{n:064x}")
    sent_at = NOON
    expires_at = factory.LazyAttribute(lambda link: link.sent_at + timedelta(days=1))
