from .answer import answer_referral
from .decide import AlreadyDecided, DecisionRefused, decide_referral, mark_accepted
from .submit import SubmissionRefused, submit_referral
from .told import IncidentTold, PersonTold, ReferrerTold, WayToReach

__all__ = [
    "AlreadyDecided",
    "DecisionRefused",
    "IncidentTold",
    "PersonTold",
    "ReferrerTold",
    "SubmissionRefused",
    "WayToReach",
    "answer_referral",
    "decide_referral",
    "mark_accepted",
    "submit_referral",
]
