from .agency import Agency
from .area import Area, AreaSettings, Commissioner
from .membership import Membership, Practitioner
from .receipt import FormReceipt, ReferenceCounter
from .security import SecurityEvent
from .user import User

__all__ = [
    "Agency",
    "Area",
    "AreaSettings",
    "Commissioner",
    "FormReceipt",
    "Membership",
    "Practitioner",
    "ReferenceCounter",
    "SecurityEvent",
    "User",
]
