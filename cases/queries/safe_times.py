"""Days and hours as people write them ("weekdays after 5"), where that can be read for certain."""

from __future__ import annotations

import re
from datetime import datetime

from django.utils import timezone

ALTERNATIVES = re.compile(r"[,;/]|\bor\b")
UNLESS = re.compile(r"\b(no|not|never|except|unless|avoid|only if)\b|n't|n’t")
WEEKEND = 5
PARTS = {"morning": (0, 12), "afternoon": (12, 17), "evening": (17, 22), "daytime": (9, 17)}
HOUR = r"(\d{1,2})(?:[:.](\d\d))?\s*(am|pm)?"
AFTER = re.compile(rf"\b(?:after|from)\s+{HOUR}\b")
BEFORE = re.compile(rf"\b(?:before|until|till)\s+{HOUR}\b")


def is_outside(times: str, at: datetime) -> bool:
    """Whether a moment is surely none of the times that somebody wrote down.

    What cannot be read for certain, such as "when my husband is out", is never outside: a person
    reads it.
    """
    text = times.lower()
    if UNLESS.search(text):
        return False
    ways = [way for way in ALTERNATIVES.split(text) if way.strip()]
    return bool(ways) and all(_excludes(way, timezone.localtime(at)) for way in ways)


def _excludes(way: str, at: datetime) -> bool:
    minute = at.hour * 60 + at.minute
    is_weekend = at.weekday() >= WEEKEND
    parts = [hours for part, hours in PARTS.items() if part in way]
    return any((
        "weekday" in way and is_weekend,
        "weekend" in way and not is_weekend,
        bool(parts) and not any(start <= at.hour < end for start, end in parts),
        any(minute < _minute(found) for found in AFTER.findall(way)),
        any(minute >= _minute(found) for found in BEFORE.findall(way)),
    ))


def _minute(found: tuple[str, str, str]) -> int:
    """Nobody who writes "after 5" means five in the morning."""
    hour, minutes, half = int(found[0]), int(found[1] or 0), found[2]
    if half == "pm" or (not half and 1 <= hour <= 7):
        hour = hour % 12 + 12
    return hour * 60 + minutes
