from .arrival import Arrival
from .duplicates import NotTheSame
from .eligibility import EligibilitySettings, Link, Rule
from .incident import Incident
from .lists import ListMapping, ListRow, ReferralList
from .person import ReferralPerson
from .referral import Referral, ReferralCorrection, ReferralDecision
from .submission import ReferralDocument, Submission, SubmissionCopy
from .transfer import Lawful, Parcel, Provenance

__all__ = [
    "Arrival",
    "EligibilitySettings",
    "Incident",
    "Lawful",
    "Link",
    "ListMapping",
    "ListRow",
    "NotTheSame",
    "Parcel",
    "Provenance",
    "Referral",
    "ReferralCorrection",
    "ReferralDecision",
    "ReferralDocument",
    "ReferralList",
    "ReferralPerson",
    "Rule",
    "Submission",
    "SubmissionCopy",
]
