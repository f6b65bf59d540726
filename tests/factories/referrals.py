from datetime import date

import factory

from referrals.models import Incident, Referral, ReferralPerson, Submission
from referrals.stages import Channel, Initiator, Offence, Side, Source
from tests.factories.areas import AreaFactory, AreaRowFactory
from tests.factories.people import PersonFactory
from tests.moments import NOON


class ReferralFactory(AreaRowFactory):
    class Meta:
        model = Referral

    area = factory.SubFactory(AreaFactory)
    reference = factory.Sequence(lambda n: f"TST-R26-{n:05d}")
    received_at = NOON
    triage_due_on = date(2026, 8, 14)
    source = Source.PROBATION_COM
    channel = Channel.WEB
    initiator = Initiator.RESPONSIBLE
    recorded_at = NOON


class IncidentFactory(AreaRowFactory):
    class Meta:
        model = Incident

    referral = factory.SubFactory(ReferralFactory)
    area = factory.SelfAttribute("referral.area")
    offence = Offence.ROBBERY
    account = "What happened, as the referrer tells it."


class ReferralPersonFactory(AreaRowFactory):
    class Meta:
        model = ReferralPerson

    referral = factory.SubFactory(ReferralFactory)
    area = factory.SelfAttribute("referral.area")
    person = factory.SubFactory(PersonFactory, area=factory.SelfAttribute("..area"))
    side = Side.HARMED


class SubmissionFactory(AreaRowFactory):
    class Meta:
        model = Submission

    referral = factory.SubFactory(ReferralFactory)
    area = factory.SelfAttribute("referral.area")
    channel = Channel.WEB
    received_at = NOON
    as_sent = "[]"
    recorded_at = NOON


class FullReferralFactory(ReferralFactory):
    """A referral as it comes in: an incident, a person harmed and one responsible."""

    class Meta:
        skip_postgeneration_save = True

    incident = factory.RelatedFactory(IncidentFactory, factory_related_name="referral")
    harmed = factory.RelatedFactory(ReferralPersonFactory, factory_related_name="referral")
    responsible = factory.RelatedFactory(
        ReferralPersonFactory,
        factory_related_name="referral",
        side=Side.RESPONSIBLE,
        accepts_responsibility="yes",
    )
