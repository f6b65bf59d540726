"""Who is asked for consent beside whom, and how long a consent holds: the one rule of guards,
cards, ledger and lists.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q

from cases.models import Participant
from people.ages import age_not_known, under_18

CONSENT_LASTS = timedelta(days=183)
"""After six months somebody is asked again whether they still agree (field guide 9)."""


def is_over(given_on: date, on: date) -> bool:
    """Whether a consent is to be confirmed again on a day."""
    return given_on + CONSENT_LASTS <= on


def is_child(one: Participant, on: date) -> bool:
    """Under 18 on a day as far as anybody knows; of whom nothing is known, whoever has a guardian
    in the case.
    """
    known = one.person.is_child_on(on)
    return one.guardian_id is not None if known is None else known


def asks_guardian(one: Participant, on: date) -> bool:
    """Whether a parent or guardian consents beside them: not where a manager said why none can."""
    return is_child(one, on) and not one.no_guardian_why


def who_asks_guardian(on: date, of: str = "participant__") -> Q:
    """`asks_guardian` of rows; `of` is the way to the participant, with "__" at its end."""
    named = age_not_known(f"{of}person__") & Q(**{f"{of}guardian__isnull": False})
    return (under_18(on, f"{of}person__") | named) & Q(**{f"{of}no_guardian_why": ""})
