"""Dates and times as people read them, in London time whatever the server thinks."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

LONDON = ZoneInfo("Europe/London")


def day(value: date | datetime) -> str:
    """19 November 2026. A moment is first taken to London, or late evenings in summer are off."""
    if isinstance(value, datetime):
        value = value.astimezone(LONDON).date()
    return date_format(value, "j F Y")


def hour(value: datetime) -> str:
    """10:06am, 9am, midday or midnight, in London."""
    at = value.astimezone(LONDON)
    if (at.hour, at.minute) == (0, 0):
        return gettext("midnight")
    if (at.hour, at.minute) == (12, 0):
        return gettext("midday")
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def moment(value: datetime) -> str:
    """19 November 2026 at 10:06am."""
    return gettext("%(day)s at %(hour)s") % {"day": day(value), "hour": hour(value)}


def relative_day(value: date | datetime, today: date) -> str:
    """How a due date stands to today: today, tomorrow, in 3 days, 2 days late."""
    on = value.astimezone(LONDON).date() if isinstance(value, datetime) else value
    days = (on - today).days
    if days == 0:
        return gettext("today")
    if days == 1:
        return gettext("tomorrow")
    if days > 1:
        return gettext("in %(days)s days") % {"days": days}
    return ngettext("%(days)s day late", "%(days)s days late", -days) % {"days": -days}
