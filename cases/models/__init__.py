from .agreement import Agreement, AgreementAction
from .case import Case, CaseReferral, CaseShare, CaseWorker, Clearance, Closure, StageChange
from .conference import Conference, ConferenceAttendance
from .contact import Consent, ContactEntry, Session
from .letter import Letter, LetterOffer
from .needs import HopedFor, NeedScore, NeedsReview
from .participant import Pair, Participant, Withdrawal

__all__ = [
    "Agreement",
    "AgreementAction",
    "Case",
    "CaseReferral",
    "CaseShare",
    "CaseWorker",
    "Clearance",
    "Closure",
    "Conference",
    "ConferenceAttendance",
    "Consent",
    "ContactEntry",
    "HopedFor",
    "Letter",
    "LetterOffer",
    "NeedScore",
    "NeedsReview",
    "Pair",
    "Participant",
    "Session",
    "StageChange",
    "Withdrawal",
]
