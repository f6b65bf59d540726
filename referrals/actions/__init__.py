from .decide import AlreadyDecided, DecisionRefused, decide_referral, mark_accepted
from .submit import IncidentTold, PersonTold, SubmissionRefused, WayToReach, submit_referral

__all__ = [
    "AlreadyDecided",
    "DecisionRefused",
    "IncidentTold",
    "PersonTold",
    "SubmissionRefused",
    "WayToReach",
    "decide_referral",
    "mark_accepted",
    "submit_referral",
]
