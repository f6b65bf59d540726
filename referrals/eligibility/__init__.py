"""The rules that a referral is held against, with reasons (field guide 3.1). They reject nothing:
a person decides.
"""

from .facts import Facts, age_at, facts_of, is_child_at
from .limits import Limits
from .rules import Outcome, Result, check

__all__ = ["Facts", "Limits", "Outcome", "Result", "age_at", "check", "facts_of", "is_child_at"]
