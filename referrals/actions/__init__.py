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
    "decide_referral",
    "mark_accepted",
    "submit_referral",
]
