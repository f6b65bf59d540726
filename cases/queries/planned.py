"""Sessions and meetings that are planned, and those whose time has passed without a record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from areas.actor import Actor
from cases.models import Case
from cases.stages import ConferenceForm, SessionPurpose

from .dated import Dated, people_in, planned_arms, read
from .dated_rows import Cases
from .due import People


@dataclass(frozen=True, slots=True)
class Appointment:
    """A session or a meeting that is planned, or was planned and has passed without a record.

    `safe_contact` is how the person of a session may be reached; a meeting of both sides has none.
    """

    reference: str
    what: str
    at: datetime
    page: str
    args: tuple[str, ...]
    safe_contact: str = ""

    @property
    def is_of_both(self) -> bool:
        """A meeting of both sides."""
        return self.page == "cases:conference_record"


def planned(cases: Cases, actor: Actor, *, until: date) -> list[Appointment]:
    """What is planned in some cases to the end of a day, with what has passed without a record."""
    rows = read(planned_arms(cases, actor, until=until))
    return planned_in(rows, people_in(rows, actor))


def planned_of(case: Case, actor: Actor, people: People) -> list[Appointment]:
    """All that is planned in a visible case, whenever it is."""
    only = Case.objects.visible_to(actor).filter(pk=case.pk)
    return planned_in(read(planned_arms(only, actor)), people)


def planned_in(rows: Iterable[Dated], people: People) -> list[Appointment]:
    """The appointments among rows that were read, the earliest first."""
    found = [_appointment(row, people) for row in rows if row.kind in {"session", "conference"}]
    return sorted(found, key=lambda one: (one.at, one.reference))


def _appointment(row: Dated, people: People) -> Appointment:
    assert row.at  # noqa: S101 -- so its arm is written
    args = (row.reference, str(row.row))
    if row.who is None:
        what = str(ConferenceForm(row.code).label)
        return Appointment(row.reference, what, row.at, "cases:conference_record", args)
    one = people[row.who]
    values = {"purpose": SessionPurpose(row.code).label, "name": one.person.short_name}
    what = _("%(purpose)s session with %(name)s") % values
    page = "cases:session_record"
    return Appointment(row.reference, what, row.at, page, args, one.safe_contact)
