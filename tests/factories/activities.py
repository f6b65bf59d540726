import factory

from cases.models import (
    Agreement,
    AgreementAction,
    Conference,
    ConferenceAttendance,
    Letter,
    LetterOffer,
    LetterReview,
    LetterVersion,
    Message,
)
from cases.stages import ActionType, ConferenceForm, Meeting
from tests.factories.areas import AreaRowFactory
from tests.factories.cases import (
    CaseFactory,
    PairFactory,
    ParticipantFactory,
    ResponsibleFactory,
)
from tests.moments import NOON, TODAY


class LetterFactory(AreaRowFactory):
    class Meta:
        model = Letter

    case = factory.SubFactory(CaseFactory)
    area = factory.SelfAttribute("case.area")
    author = factory.SubFactory(ResponsibleFactory, case=factory.SelfAttribute("..case"))
    recipient = factory.SubFactory(ParticipantFactory, case=factory.SelfAttribute("..case"))
    body = "I am sorry for what I did."
    happened_on = TODAY
    recorded_at = NOON


class LetterOfferFactory(AreaRowFactory):
    class Meta:
        model = LetterOffer

    letter = factory.SubFactory(LetterFactory)
    area = factory.SelfAttribute("letter.area")
    happened_on = TODAY
    recorded_at = NOON


class LetterVersionFactory(AreaRowFactory):
    class Meta:
        model = LetterVersion

    letter = factory.SubFactory(LetterFactory)
    area = factory.SelfAttribute("letter.area")
    number = 1
    body = "I am sorry."
    recorded_at = NOON


class LetterReviewFactory(AreaRowFactory):
    class Meta:
        model = LetterReview

    version = factory.SubFactory(LetterVersionFactory)
    area = factory.SelfAttribute("version.area")
    verdict = "comment"
    text = "It speaks of himself alone."
    recorded_at = NOON


class MessageFactory(AreaRowFactory):
    class Meta:
        model = Message

    pair = factory.SubFactory(PairFactory)
    area = factory.SelfAttribute("pair.area")
    sender = factory.SelfAttribute("pair.other")
    recipient = factory.SelfAttribute("pair.one")
    text = "I think about it every day."
    said_on = TODAY
    recorded_at = NOON


class ConferenceFactory(AreaRowFactory):
    class Meta:
        model = Conference

    case = factory.SubFactory(CaseFactory)
    area = factory.SelfAttribute("case.area")
    form = ConferenceForm.CONFERENCE
    meeting = Meeting.IN_PERSON
    happened_at = NOON
    recorded_at = NOON


class ConferenceAttendanceFactory(AreaRowFactory):
    class Meta:
        model = ConferenceAttendance

    conference = factory.SubFactory(ConferenceFactory)
    area = factory.SelfAttribute("conference.area")
    participant = factory.SubFactory(
        ParticipantFactory, case=factory.SelfAttribute("..conference.case")
    )


class AgreementFactory(AreaRowFactory):
    class Meta:
        model = Agreement

    case = factory.SubFactory(CaseFactory)
    area = factory.SelfAttribute("case.area")
    happened_on = TODAY
    recorded_at = NOON


class AgreementActionFactory(AreaRowFactory):
    class Meta:
        model = AgreementAction

    agreement = factory.SubFactory(AgreementFactory)
    area = factory.SelfAttribute("agreement.area")
    owner = factory.SubFactory(ResponsibleFactory, case=factory.SelfAttribute("..agreement.case"))
    type = ActionType.REPAIR
    what = "Repair the fence."
    due_on = TODAY
    recorded_at = NOON
