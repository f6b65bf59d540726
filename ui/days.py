"""Days and moments as people type them: three boxes, and a box for the time."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from ui.dates import LONDON, day, hour, moment
from ui.sentences import name_of, said

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
PARTS = {"day": gettext_lazy("Day"), "month": gettext_lazy("Month"), "year": gettext_lazy("Year")}
FIRST_YEAR, LAST_YEAR = 1900, 2199
CLOCK = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?\s*(am|pm)?")
WORDS = {"midday": time(12), "noon": time(12), "midnight": time(0)}

REAL_DATE = gettext_lazy("Enter a real date, such as 27 3 2026")
REAL_TIME = gettext_lazy("Enter a time, such as 2:30pm")
WHICH_HALF = gettext_lazy("Say whether the time is am or pm, such as 2:30pm")


class DayBoxes(forms.MultiWidget):
    """Three boxes named x_day, x_month and x_year."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({name: forms.TextInput() for name in PARTS}, attrs)

    def decompress(self, value: Any) -> list[Any]:
        return [value.day, value.month, value.year] if value else ["", "", ""]


class MomentBoxes(forms.MultiWidget):
    """Three boxes for the day and one, x_time, for the time in London."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({name: forms.TextInput() for name in (*PARTS, "time")}, attrs)

    def decompress(self, value: Any) -> list[Any]:
        if not value:
            return ["", "", "", ""]
        at = value.astimezone(LONDON)
        return [at.day, at.month, at.year, hour(at)]


class DayField(forms.Field):
    """A day. `earliest` and `latest` are the first and the last that will do."""

    widget = DayBoxes
    empty_values = [None, "", [], ["", "", ""]]
    default_error_messages = {"invalid": REAL_DATE}

    def __init__(
        self,
        *,
        missing: str | Promise = "",
        earliest: date | None = None,
        latest: date | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**said(kwargs, missing))
        self.earliest, self.latest = earliest, latest

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, datetime):
            return value.astimezone(LONDON).date()
        if value is None or isinstance(value, date):
            return value
        parts = _stripped(value)
        return _read_day(parts, self.label or "") if any(parts) else None

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None:
            _within(value, self.earliest, self.latest, str(self.label or gettext("The date")))


class MomentField(forms.Field):
    """A moment in London, aware. Of the hour that comes twice in October it is the first."""

    widget = MomentBoxes
    empty_values = [None, "", [], ["", "", "", ""]]
    default_error_messages = {"invalid": REAL_DATE}

    def __init__(
        self,
        *,
        missing: str | Promise = "",
        earliest: datetime | None = None,
        latest: datetime | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**said(kwargs, missing))
        self.earliest, self.latest = earliest, latest

    def to_python(self, value: Any) -> datetime | None:
        if value is None or isinstance(value, datetime):
            return value
        *days, clock = _stripped(value)
        if not any((*days, clock)):
            return None
        if not any(days):
            raise ValidationError(gettext("Enter the day as well as the time"))
        on = _read_day(days, self.label or "")
        if not clock:
            raise ValidationError(gettext("Enter the time as well as the day, such as 2:30pm"))
        return in_london(on, read_time(clock))

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None:
            _within(value, self.earliest, self.latest, str(self.label or gettext("The time")))


def read_time(text: str) -> time:
    """2:30pm, 2.30 pm, 14:30, 09:30, 9am or midday. Raises ValidationError.

    A bare 2:30 is refused: a meeting at half past two in the night is a mistake nobody sees.
    """
    text = text.strip().lower().replace("a.m.", "am").replace("p.m.", "pm")
    if text in WORDS:
        return WORDS[text]
    found = CLOCK.fullmatch(text)
    if found is None:
        raise ValidationError(REAL_TIME)
    digits, minutes, half = found.groups()
    if half is None and (minutes is None or len(digits) == 1):
        raise ValidationError(WHICH_HALF)
    hours = int(digits)
    if half is not None:
        hours = _on_the_clock(hours, half)
    try:
        return time(hours, int(minutes or 0))
    except ValueError:
        raise ValidationError(REAL_TIME) from None


def in_london(on: date, at: time) -> datetime:
    """The moment when London's clocks show this. Raises ValidationError where they never do."""
    moment_then = datetime.combine(on, at, tzinfo=LONDON).astimezone(UTC)
    if moment_then.astimezone(LONDON).time() != at:
        raise ValidationError(
            gettext("The clocks go forward on %(day)s, so %(hour)s does not exist that day")
            % {"day": day(on), "hour": f"{at.hour % 12 or 12}:{at.minute:02}am"}
        )
    return moment_then


def _on_the_clock(hours: int, half: str) -> int:
    if not 1 <= hours <= 12:
        raise ValidationError(REAL_TIME)
    return hours % 12 + (12 if half == "pm" else 0)


def _stripped(value: Sequence[Any]) -> list[str]:
    return [str(part or "").strip() for part in value]


def _read_day(parts: Sequence[str], label: str | Promise) -> date:
    gaps = [str(name).lower() for name, part in zip(PARTS.values(), parts, strict=True) if not part]
    if gaps:
        raise ValidationError(
            gettext("Enter the %(parts)s of %(name)s")
            % {"parts": gettext(" and ").join(gaps), "name": name_of(str(label))}
        )
    in_day, in_month, in_year = parts
    months = {name: i for i, name in enumerate(MONTHS, 1)}
    month = months.get(in_month.lower()[:3]) if in_month.isalpha() else in_month
    if not re.fullmatch(r"[0-9]{4}", in_year):
        raise ValidationError(gettext("The year must have 4 numbers, such as 2026"))
    if not re.fullmatch(r"[0-9]{1,2}", in_day) or not re.fullmatch(r"[0-9]{1,2}", str(month)):
        raise ValidationError(REAL_DATE)
    try:
        on = date(int(in_year), int(str(month)), int(in_day))
    except ValueError:
        raise ValidationError(REAL_DATE) from None
    if not FIRST_YEAR <= on.year <= LAST_YEAR:
        raise ValidationError(REAL_DATE)
    return on


def _within(value: Any, earliest: Any, latest: Any, label: str) -> None:
    shown = moment if isinstance(value, datetime) else day
    if earliest is not None and value < earliest:
        raise ValidationError(
            gettext("%(label)s must be %(limit)s or later")
            % {"label": label, "limit": shown(earliest)}
        )
    if latest is not None and value > latest:
        raise ValidationError(
            gettext("%(label)s must be %(limit)s or earlier")
            % {"label": label, "limit": shown(latest)}
        )
