import factory

from cases.models import (
    Case,
    CaseReferral,
    CaseWorker,
    Clearance,
    Consent,
    ContactEntry,
    Pair,
    Participant,
    Restriction,
    Session,
    TimelineEntry,
)
from cases.stages import (
    Attendance,
    ConsentMethod,
    ConsentPurpose,
    ConsentState,
    ContactChannel,
    ContactOutcome,
    Meeting,
    ParticipantRole,
    RestrictionReason,
    RiskLevel,
    SessionPurpose,
    Side,
    WorkerRole,
)
from tests.factories.areas import AreaFactory, AreaRowFactory, UserFactory
from tests.factories.people import PersonFactory
from tests.factories.referrals import ReferralFactory
from tests.moments import NOON, TODAY


class CaseFactory(AreaRowFactory):
    class Meta:
        model = Case

    area = factory.SubFactory(AreaFactory)
    reference = factory.Sequence(lambda n: f"TST-26-{n:05d}")
    label = "Robbery, August 2026"
    opened_at = NOON
    last_activity_at = NOON
    recorded_at = NOON


class CaseReferralFactory(AreaRowFactory):
    class Meta:
        model = CaseReferral

    case = factory.SubFactory(CaseFactory)
    area = factory.SelfAttribute("case.area")
    referral = factory.SubFactory(ReferralFactory, area=factory.SelfAttribute("..area"))


class CaseWorkerFactory(AreaRowFactory):
    class Meta:
        model = CaseWorker

    case = factory.SubFactory(CaseFactory)
    area = factory.SelfAttribute("case.area")
    user = factory.SubFactory(UserFactory)
    role = WorkerRole.LEAD
    from_at = NOON
    recorded_at = NOON


class ParticipantFactory(AreaRowFactory):
    class Meta:
        model = Participant

    case = factory.SubFactory(CaseFactory)
    area = factory.SelfAttribute("case.area")
    person = factory.SubFactory(PersonFactory, area=factory.SelfAttribute("..area"))
    role = ParticipantRole.HARMED
    side = Side.HARMED
    recorded_at = NOON


class ResponsibleFactory(ParticipantFactory):
    role = ParticipantRole.RESPONSIBLE
    side = Side.RESPONSIBLE


class PairFactory(AreaRowFactory):
    class Meta:
        model = Pair

    case = factory.SubFactory(CaseFactory)
    area = factory.SelfAttribute("case.area")
    one = factory.SubFactory(ParticipantFactory, case=factory.SelfAttribute("..case"))
    other = factory.SubFactory(ResponsibleFactory, case=factory.SelfAttribute("..case"))
    recorded_at = NOON


class ContactEntryFactory(AreaRowFactory):
    class Meta:
        model = ContactEntry

    participant = factory.SubFactory(ParticipantFactory)
    area = factory.SelfAttribute("participant.area")
    happened_at = NOON
    channel = ContactChannel.PHONE
    outcome = ContactOutcome.SPOKE
    recorded_at = NOON


class ConsentFactory(AreaRowFactory):
    class Meta:
        model = Consent

    participant = factory.SubFactory(ParticipantFactory)
    area = factory.SelfAttribute("participant.area")
    purpose = ConsentPurpose.PARTICIPATE
    state = ConsentState.GIVEN
    happened_on = TODAY
    method = ConsentMethod.SIGNED
    wording_version = "1"
    recorded_at = NOON


class SessionFactory(AreaRowFactory):
    class Meta:
        model = Session

    participant = factory.SubFactory(ParticipantFactory)
    area = factory.SelfAttribute("participant.area")
    purpose = SessionPurpose.PREPARATION
    meeting = Meeting.IN_PERSON
    attendance = Attendance.HELD
    happened_at = NOON
    minutes = 60
    recorded_at = NOON


class ClearanceFactory(AreaRowFactory):
    class Meta:
        model = Clearance

    case = factory.SubFactory(CaseFactory)
    area = factory.SelfAttribute("case.area")
    level = RiskLevel.MEDIUM
    happened_on = TODAY
    until = TODAY
    recorded_at = NOON


class TimelineEntryFactory(AreaRowFactory):
    class Meta:
        model = TimelineEntry

    case = factory.SubFactory(CaseFactory)
    area = factory.SelfAttribute("case.area")
    kind = "contact.logged"
    happened_at = NOON
    codes = factory.LazyFunction(lambda: {"channel": "phone", "result": "spoke"})
    recorded_at = NOON


class RestrictionFactory(AreaRowFactory):
    class Meta:
        model = Restriction

    case = factory.SubFactory(CaseFactory, is_restricted=True)
    area = factory.SelfAttribute("case.area")
    reason = RestrictionReason.SAFETY
    recorded_at = NOON
    recorded_by = factory.SubFactory(UserFactory)
