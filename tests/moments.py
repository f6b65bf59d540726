"""The moment at which tests stand: Wednesday 12 August 2026, noon in London."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
NOON = datetime(2026, 8, 12, 12, 0, tzinfo=LONDON)
TODAY = date(2026, 8, 12)
