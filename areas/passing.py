"""Rows that pass (`registry.PASSING`): until when they stay.

Each app with such rows has an action `sweep`, and `reminders.actions.SWEEPERS` names them all.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from .national import PASSING_DAYS

LONDON = ZoneInfo("Europe/London")


def kept_since(now: datetime, *, days: int = PASSING_DAYS) -> datetime:
    """The moment before which a passing row goes: midnight in London, 28 days before today's.

    Whole days, so that whoever sweeps again on the same day finds nothing more; a row goes on the
    29th day after its own. `days` is fewer where an area keeps something for less.
    """
    today = now.astimezone(LONDON).date()
    return datetime.combine(today - timedelta(days=days), time.min, tzinfo=LONDON)
