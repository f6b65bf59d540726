"""How often something may come from one place: counters under keys that are digests (ADR 0029).

Counted in windows of an hour or a day. A refused try counts too. Tries in the very same moment may
be counted as one: a limit holds back a flood, it is no lock.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `times` in each window of `every`."""

    name: str
    times: int
    every: timedelta

    def passes(self, who: str, *, now: datetime) -> bool:
        """Count one try of somebody; False once there were too many in this window."""
        seconds = int(self.every.total_seconds())
        window = int(now.timestamp()) // seconds
        text = f"{self.name}|{who}|{window}"
        key = hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()
        count = (cache.get(key) or 0) + 1
        cache.set(key, count, seconds)
        return bool(count <= self.times)
