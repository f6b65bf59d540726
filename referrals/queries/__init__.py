"""Reads of referrals for the pages: the inbox, the triage page, and what a referrer may know."""

from .decisions import what_was_decided
from .eligibility import limits_of, results_of, turned_away_by_offence
from .inbox import (
    QueueCounts,
    QueueRow,
    as_row,
    due_in_words,
    flags_in_words,
    last_working_day,
    queue,
    queue_counts,
)
from .own import (
    WORD_FOR_REFERRER,
    agency_of,
    get_own_submissions,
    is_officer,
    own_submissions,
    what_was_asked,
)
from .triage import cases_of, decisions_of, get_referral, people_of

__all__ = [
    "WORD_FOR_REFERRER",
    "QueueCounts",
    "QueueRow",
    "agency_of",
    "as_row",
    "cases_of",
    "decisions_of",
    "due_in_words",
    "flags_in_words",
    "get_own_submissions",
    "get_referral",
    "is_officer",
    "last_working_day",
    "limits_of",
    "own_submissions",
    "people_of",
    "queue",
    "queue_counts",
    "results_of",
    "turned_away_by_offence",
    "what_was_asked",
    "what_was_decided",
]
