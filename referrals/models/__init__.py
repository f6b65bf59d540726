from .incident import Incident
from .referral import Referral, ReferralDecision, ReferralPerson
from .submission import Submission

__all__ = ["Incident", "Referral", "ReferralDecision", "ReferralPerson", "Submission"]
