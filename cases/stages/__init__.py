"""The code lists of a case (field guide 12.7 to 12.19). A code is never deleted or reused."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .contact import DOUBTFUL as DOUBTFUL
from .contact import NOBODY_THERE as NOBODY_THERE
from .contact import AgainstWishes as AgainstWishes
from .contact import ContactChannel as ContactChannel
from .contact import ContactOutcome as ContactOutcome
from .contact import Information as Information
from .contact import InformationFormat as InformationFormat
from .contact import InformationLanguage as InformationLanguage
from .crossing import LetterFact as LetterFact
from .crossing import LetterHandover as LetterHandover
from .crossing import LetterState as LetterState
from .crossing import MessageAnswer as MessageAnswer
from .crossing import OfferAnswer as OfferAnswer
from .crossing import ReviewVerdict as ReviewVerdict
from .crossing import ShuttleState as ShuttleState
from .custody import AHEAD as AHEAD
from .custody import IN_CUSTODY as IN_CUSTODY
from .custody import Access as Access
from .custody import AgencyRole as AgencyRole
from .custody import Held as Held
from .custody import KeyDateKind as KeyDateKind
from .custody import OrderKind as OrderKind
from .endings import ClosureReason as ClosureReason
from .endings import HoldReason as HoldReason
from .endings import MayBeTold as MayBeTold
from .endings import RestrictionReason as RestrictionReason
from .endings import WithdrawalReason as WithdrawalReason
from .multi_agency import AGAINST as AGAINST
from .multi_agency import Advice as Advice
from .multi_agency import AskedAgency as AskedAgency
from .multi_agency import AskedHow as AskedHow
from .needs import Hope as Hope
from .needs import Need as Need
from .needs import NeedsBy as NeedsBy
from .needs import NeedsMoment as NeedsMoment
from .programmes import SHAPES as SHAPES
from .programmes import Group as Group
from .programmes import ProgrammeEnd as ProgrammeEnd
from .programmes import ProgrammeKind as ProgrammeKind
from .programmes import Shape as Shape
from .programmes import WhoseDoing as WhoseDoing
from .reasons import MAY_RETURN as MAY_RETURN
from .reasons import DeclineReason as DeclineReason
from .record import Audience as Audience
from .record import DocumentType as DocumentType
from .record import fewer_readers as fewer_readers


class Stage(models.TextChoices):
    """Where a case is. Moved by `cases.actions.stage` alone, along `cases.pipeline.PIPELINE`."""

    ASSESSMENT = "assessment", _("Assessment")
    PREPARATION = "preparation", _("Preparation")
    CONFERENCE = "conference", _("Conference")
    OUTCOME = "outcome", _("Outcome")
    CLOSED = "closed", _("Closed")


class Side(models.TextChoices):
    HARMED = "harmed", _("Person harmed")
    RESPONSIBLE = "responsible", _("Person responsible")
    PARTY_A = "party_a", _("Party A")
    PARTY_B = "party_b", _("Party B")
    NEUTRAL = "neutral", _("Neither side")


OPPOSED = ((Side.HARMED, Side.RESPONSIBLE), (Side.PARTY_A, Side.PARTY_B))


class ParticipantRole(models.TextChoices):
    HARMED = "harmed", _("Person harmed")
    RESPONSIBLE = "responsible", _("Person responsible")
    PARTY = "party", _("Party to a mediation")
    SUPPORTER = "supporter", _("Supporter")
    PARENT = "parent", _("Parent or guardian")
    FAMILY = "family", _("Family member")
    INTERPRETER = "interpreter", _("Interpreter")
    REPRESENTATIVE = "representative", _("Representative")
    INTERMEDIARY = "intermediary", _("Intermediary")
    OBSERVER = "observer", _("Observer")


class HarmedKind(models.TextChoices):
    """In what way somebody was harmed (field guide 12.15)."""

    DIRECT = "direct", _("Harmed directly")
    WITNESS = "witness", _("Witness")
    BEREAVED = "bereaved", _("Bereaved")
    DA_CHILD = "da_child", _("Child in a home with domestic abuse")
    BORN_OF = "born_of", _("Born of the offence")
    CORPORATE = "corporate", _("Speaks for an organisation")
    COMMUNITY = "community", _("Speaks for a community")


PRINCIPALS = (ParticipantRole.HARMED, ParticipantRole.RESPONSIBLE, ParticipantRole.PARTY)


class ParticipantStatus(models.TextChoices):
    NOT_CONTACTED = "not_contacted", _("Not contacted yet")
    ATTEMPTING = "attempting", _("Trying to reach")
    CONTACTED = "contacted", _("Contacted")
    CONSIDERING = "considering", _("Thinking about it")
    WILLING = "willing", _("Willing to take part")
    DECLINED = "declined", _("Does not want to take part")
    WITHDREW = "withdrew", _("Withdrew")
    UNREACHABLE = "unreachable", _("Could not be reached")
    UNSUITABLE = "unsuitable", _("Assessed unsuitable")
    PARTICIPATED = "participated", _("Took part")


TAKING_PART = (ParticipantStatus.WILLING, ParticipantStatus.PARTICIPATED)
LEFT = (
    ParticipantStatus.DECLINED,
    ParticipantStatus.WITHDREW,
    ParticipantStatus.UNREACHABLE,
    ParticipantStatus.UNSUITABLE,
)


class Route(models.TextChoices):
    """What two people on opposed sides wish for between them."""

    NOT_CHOSEN = "not_chosen", _("Not chosen yet")
    LETTER = "letter", _("A letter")
    SHUTTLE = "shuttle", _("Messages carried by a facilitator")
    CONFERENCE = "conference", _("A meeting")


class PairState(models.TextChoices):
    OPEN = "open", _("Being explored")
    NOT_NOW = "not_now", _("Not now")
    WILLING = "willing", _("Both are willing")
    ENDED = "ended", _("Ended")


BY_HAND = (PairState.OPEN, PairState.NOT_NOW, PairState.ENDED)


class WorkerRole(models.TextChoices):
    LEAD = "lead", _("Lead facilitator")
    SECOND = "second", _("Second facilitator")
    SUPERVISOR = "supervisor", _("Named supervisor")


TWO_WAY = (ContactOutcome.SPOKE, ContactOutcome.REPLIED, ContactOutcome.VISIT_HELD)


class ConsentPurpose(models.TextChoices):
    REFERRAL = "referral", _("To be referred to us")
    CONTACT = "contact", _("To be contacted")
    PARTICIPATE = "participate", _("To take part")
    SHARE_AGENCY = "share_agency", _("To share information with an agency")
    SHARE_OTHER_SIDE = "share_other_party", _("To share something with the other side")
    SURVEY = "survey", _("To be asked for their view")
    CASE_STUDY = "case_study", _("To be told of in a case study without names")
    RESEARCH = "research", _("To take part in research")
    RECORDING = "recording", _("To be recorded")
    KEEP_LONGER = "retain_longer", _("To have the record kept longer")


class ConsentState(models.TextChoices):
    GIVEN = "given", _("Given")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ConsentMethod(models.TextChoices):
    SIGNED = "signed", _("Signed on paper")
    ELECTRONIC = "electronic", _("Signed electronically")
    VERBAL = "verbal", _("Said, to be signed")


class SessionPurpose(models.TextChoices):
    ASSESSMENT = "assessment", _("Assessment")
    PREPARATION = "preparation", _("Preparation")
    PROGRAMME = "programme", _("Individual programme")
    DEBRIEF = "debrief", _("Debrief")
    FOLLOW_UP = "follow_up", _("Follow-up")


ENGAGING = (SessionPurpose.ASSESSMENT, SessionPurpose.PREPARATION, SessionPurpose.PROGRAMME)


class Meeting(models.TextChoices):
    """How people were together."""

    IN_PERSON = "in_person", _("In person")
    VIDEO = "video", _("By video")
    PHONE = "phone", _("By telephone")


class Attendance(models.TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    NOT_ATTENDED = "not_attended", _("Did not attend")
    CANCELLED = "cancelled", _("Cancelled")
    MOVED = "moved", _("Moved to another time")


class ConferenceForm(models.TextChoices):
    CONFERENCE = "conf", _("Restorative conference")
    FAMILY = "fgc", _("Family meeting")
    COMMUNITY = "conf_comm", _("Community conference")
    MEDIATION = "mediate", _("Restorative mediation")


class ActionType(models.TextChoices):
    APOLOGY_SAID = "apol_verbal", _("Apology, said")
    APOLOGY_WRITTEN = "apol_written", _("Apology, written")
    ANSWERS = "answers", _("Answers to questions")
    REPAIR = "repair", _("Repair")
    PAYMENT = "pay", _("Payment")
    RETURN_ITEM = "return_item", _("Something given back")
    COMMUNITY_WORK = "comm_work", _("Work for the community")
    TREATMENT = "treatment", _("Treatment")
    COURSE = "course", _("Course")
    EDUCATION_WORK = "educ_work", _("Education or work")
    NO_CONTACT = "no_contact", _("No contact")
    CONTACT_TERMS = "contact_terms", _("How they deal with each other if they meet")
    BEHAVIOUR = "behaviour", _("Future behaviour")
    INFORMATION = "info_right", _("May ask about progress")
    CHARITY = "charity", _("Something for a charity")
    SYMBOLIC = "symbolic", _("A symbolic act")
    FOLLOW_MEETING = "follow_meeting", _("Another meeting later")
    OTHER = "other", _("Other")


class ActionState(models.TextChoices):
    OPEN = "open", _("To be done")
    DONE = "done", _("Done")
    PARTLY = "partly", _("Partly done")
    MISSED = "missed", _("Not done")
    RELEASED = "released", _("Released by the other side")
    SUPERSEDED = "superseded", _("Replaced by something else that was agreed")


NOT_COUNTED = (ClosureReason.DUPLICATE, ClosureReason.ERROR, ClosureReason.TRANSFER)


class OverrideReason(models.TextChoices):
    """Why a service manager allocates a case against the rule of levels (field guide 2.4)."""

    EXPERIENCED = "experienced", _("They have done cases like this before")
    SUPERVISED = "supervised", _("Somebody advanced supervises them closely in this case")
    NOBODY_ELSE = "nobody_else", _("Nobody else can take it now")
    ASKED_FOR = "asked_for", _("A person in the case asked for them")


class RiskLevel(models.TextChoices):
    LOW = "low", _("Low")
    MEDIUM = "medium", _("Medium")
    HIGH = "high", _("High")
    VERY_HIGH = "very_high", _("Very high")


class RiskLook(models.TextChoices):
    """Which look at the risk let a case go on (field guide 12.16: INITIAL, then SECONDARY)."""

    FIRST = "first", _("Before the people were met")
    SECOND = "second", _("After the people were met")
