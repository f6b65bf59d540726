"""Who is under 18, asked of rows: the database's side of `Person.is_child_on`."""

from __future__ import annotations

from datetime import date

from django.db.models import DateField, F, Func, IntegerField, Q, Value
from django.db.models.functions import Coalesce

from .models import OF_AGE


class YearsSince(Func):
    """Whole years from a day in a column to a day."""

    template = "EXTRACT(YEAR FROM AGE(%(expressions)s))::integer"
    output_field = IntegerField()

    def __init__(self, since: str, day: date) -> None:
        super().__init__(Value(day, output_field=DateField()), F(since))


def under_18(day: date, of: str = "") -> Q:
    """Of rows, those whose person is under 18 on a day; `of` is the way to the person, with "__"
    at its end.
    """
    born, told = f"{of}date_of_birth", f"{of}age_told"
    grown = Coalesce(YearsSince(f"{of}age_told_on", day), 0)
    by_birth = Q(**{f"{born}__gt": years_before(day, OF_AGE)})
    by_told = Q(**{f"{born}__isnull": True, f"{told}__lt": Value(OF_AGE) - grown})
    as_said = Q(**{f"{of}said_under_18": True, f"{told}__isnull": True, f"{born}__isnull": True})
    return by_birth | by_told | as_said


def age_not_known(of: str = "") -> Q:
    """Of rows, those of whose person nothing is known that says whether they are under 18."""
    unsaid = {f"{of}said_under_18": False, f"{of}organisation": ""}
    return Q(**{f"{of}date_of_birth__isnull": True, f"{of}age_told__isnull": True, **unsaid})


def years_before(day: date, years: int) -> date:
    """The same day that many years ago; of 29 February the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
