from .agreement import Agreement, AgreementAction
from .case import Case, CaseReferral, CaseShare, CaseWorker, Clearance, Closure, StageChange
from .conference import Conference, ConferenceAttendance
from .contact import Companion, Concern, Consent, ContactEntry, Session
from .custody import AccessRequest, AgencyContact, CourtOrder, KeyDate, Stay
from .letter import Letter, LetterOffer, LetterReview, LetterVersion
from .looking import LastLook, Restriction
from .multi_agency import AgencyAdvice
from .needs import HopedFor, NeedScore, NeedsReview
from .participant import Pair, Participant, Withdrawal
from .programme import Enrolment, Programme, ProgrammeLead, ProgrammeSession, SessionPlace
from .record import CaseDocument, Note
from .shuttle import Message
from .timeline import TimelineEntry

__all__ = [
    "AccessRequest",
    "AgencyAdvice",
    "AgencyContact",
    "Agreement",
    "AgreementAction",
    "Case",
    "CaseDocument",
    "CaseReferral",
    "CaseShare",
    "CaseWorker",
    "Clearance",
    "Closure",
    "Companion",
    "Concern",
    "Conference",
    "ConferenceAttendance",
    "Consent",
    "ContactEntry",
    "CourtOrder",
    "Enrolment",
    "HopedFor",
    "KeyDate",
    "LastLook",
    "Letter",
    "LetterOffer",
    "LetterReview",
    "LetterVersion",
    "Message",
    "NeedScore",
    "NeedsReview",
    "Note",
    "Pair",
    "Participant",
    "Programme",
    "ProgrammeLead",
    "ProgrammeSession",
    "Restriction",
    "Session",
    "SessionPlace",
    "StageChange",
    "Stay",
    "TimelineEntry",
    "Withdrawal",
]
