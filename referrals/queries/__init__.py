"""Reads of referrals for the pages: the inbox, the triage page, and what a referrer may know."""

from .decisions import what_was_decided
from .eligibility import (
    TurnedAway,
    limits_of,
    results_of,
    turned_away_by_offence,
    turned_away_this_year,
    version_of_rules,
)
from .filters import NONE, Filters
from .grown import cases_of, is_closed_to
from .inbox import (
    Queue,
    QueueCounts,
    QueueRow,
    as_row,
    due_in_words,
    flags_in_words,
    last_triaged,
    last_working_day,
    queue,
    queue_counts,
    shown,
)
from .neighbours import neighbours
from .own import (
    WORD_FOR_REFERRER,
    agency_of,
    get_own_submissions,
    is_officer,
    own_submissions,
    what_was_asked,
    word_for,
)
from .triage import decisions_of, get_referral, latest_question, people_of, submissions_of

__all__ = [
    "NONE",
    "WORD_FOR_REFERRER",
    "Filters",
    "Queue",
    "QueueCounts",
    "QueueRow",
    "TurnedAway",
    "agency_of",
    "as_row",
    "cases_of",
    "decisions_of",
    "due_in_words",
    "flags_in_words",
    "get_own_submissions",
    "get_referral",
    "is_closed_to",
    "is_officer",
    "last_triaged",
    "latest_question",
    "last_working_day",
    "limits_of",
    "neighbours",
    "own_submissions",
    "people_of",
    "queue",
    "queue_counts",
    "results_of",
    "shown",
    "submissions_of",
    "turned_away_by_offence",
    "turned_away_this_year",
    "version_of_rules",
    "what_was_asked",
    "what_was_decided",
    "word_for",
]
