from .agency import Agency
from .area import Area, AreaSettings, Commissioner
from .keys import AgencyDomain, ApiKey, KeyedRequest, SignInLink
from .membership import Membership, Practitioner
from .receipt import FormReceipt, ReferenceCounter
from .security import SecurityEvent
from .user import User

__all__ = [
    "Agency",
    "AgencyDomain",
    "ApiKey",
    "Area",
    "AreaSettings",
    "Commissioner",
    "FormReceipt",
    "KeyedRequest",
    "Membership",
    "Practitioner",
    "ReferenceCounter",
    "SecurityEvent",
    "SignInLink",
    "User",
]
